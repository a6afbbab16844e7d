import { useMemo } from 'react'
import type { AppState } from '../../state/appState.ts'
import { markMask } from '../../state/brushMarks.ts'
import { showsSignificance, significanceMap } from '../../state/comparisonThreshold.ts'
import type { DisplayMap } from '../../state/display.ts'
import { pooledMask } from '../../state/spmQuantities.ts'
import type { Fade, Overlay } from '../../viewer/bakeOverlay.ts'
import type { Outline } from '../../viewer/SliceMarks.tsx'
import { mapsWithoutContrast } from '../words.ts'
import type { Selectors, Which } from '../selectors.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { significanceColours } from './significanceColours.ts'

/** Outlines on black: white for a map's own threshold, the hues of A and B where both are drawn. */
const outlineColours = { own: '#ffffff', a: '#9ad8ff', b: '#ffc066', marked: '#6ee79b', pooled: '#f2a6d8' }

/** What a viewer draws for a pane. Overlay and outlines are the same objects until something about them changes. */
export interface PaneDrawing {
  readonly overlay: Overlay | null
  readonly outlines: readonly Outline[]
  /** Of the map's values; null without a map. */
  readonly unit: string | null
  /** The value at the crosshair. */
  readonly pointer: number | null
}

/** Everything about a pane that goes through all voxels, found in one task: found in several, its slices were rendered as often. */
export function usePaneDrawing(which: Which): PaneDrawing {
  const found =
    useAppInTurn((state, selectors) => ({
      ...mapOf(state, selectors, which),
      ...bordersOf(state, selectors, which),
      categories: which === 'difference' && showsSignificance(state) ? significanceMap(state) : null,
      pointer: selectors.readout(state, which)?.value ?? null,
    })) ?? nothing
  const { map, statistic, threshold, categories, own, a, b, pooled, marked, pointer } = found
  const overlay = useMemo(
    () =>
      categories === null
        ? map && mapOverlay(which, map, fadeOf(which, map, statistic, threshold))
        : significanceOverlay(categories),
    [which, map, statistic, threshold, categories],
  )
  const outlines = useMemo(() => outlinesOf({ own, a, b, pooled, marked }), [own, a, b, pooled, marked])
  return { overlay, outlines, unit: map?.unit ?? null, pointer }
}

interface FadingMap {
  readonly map: DisplayMap | null
  readonly statistic: Float32Array | null
  readonly threshold: number | null
}

/** Masks whose borders are drawn: of what passes the threshold, a map's own or A's and B's in the difference, and of what is marked. */
interface Borders {
  readonly own: Uint8Array | null
  readonly a: Uint8Array | null
  readonly b: Uint8Array | null
  readonly pooled: Uint8Array | null
  readonly marked: Uint8Array | null
}

const noBorders: Borders = { own: null, a: null, b: null, pooled: null, marked: null }

/** Before the first time. */
const nothing = {
  ...noBorders,
  ...{ map: null, statistic: null, threshold: null, categories: null, pointer: null },
}

function mapOf(state: AppState, selectors: Selectors, which: Which): FadingMap {
  const fade = which === 'difference' ? null : selectors.fadeStatistic(state, which)
  return {
    map: selectors.displayMap(state, which),
    statistic: fade?.volume ?? null,
    threshold: fade?.threshold ?? null,
  }
}

function bordersOf(state: AppState, selectors: Selectors, which: Which): Borders {
  const above = (of: Which): Uint8Array | null => selectors.displayMap(state, of)?.above ?? null
  const marked = markMask(state)
  const pooled = which === 'difference' ? null : pooledMask(state, which)
  const others = { ...noBorders, marked, pooled }
  if (mapsWithoutContrast.includes(state.view.map)) return others
  if (which !== 'difference') return { ...others, own: above(which) }
  return showsSignificance(state) ? others : { ...others, a: above('a'), b: above('b') }
}

function mapOverlay(which: Which, map: DisplayMap, fade: Fade): Overlay {
  const kind = which === 'difference' ? 'difference' : map.isSigned ? 'diverging' : 'sequential'
  return { kind, values: map.volume, range: map.range, mask: map.inMask, fade }
}

function fadeOf(
  which: Which,
  map: DisplayMap,
  statistic: Float32Array | null,
  threshold: number | null,
): Fade {
  if (statistic !== null && threshold !== null)
    return { by: 'statistic', statistic, threshold, above: map.above }
  return which === 'difference' || !mapsWithoutContrast.includes(map.kind) ? { by: 'value' } : { by: 'none' }
}

/** Where A, B and both pass the threshold, while that is what the third viewer shows. */
function significanceOverlay(categories: NonNullable<ReturnType<typeof significanceMap>>): Overlay {
  return {
    kind: 'categorical',
    categories,
    colours: significanceColours.map(({ colour }) => colour),
    strength: new Float32Array(categories.length).fill(1),
    strengthRange: 1,
  }
}

function outlinesOf({ own, a, b, pooled, marked }: Borders): readonly Outline[] {
  return [
    ...(own === null ? [] : [{ mask: own, colour: outlineColours.own }]),
    ...(a === null ? [] : [{ mask: a, colour: outlineColours.a }]),
    ...(b === null ? [] : [{ mask: b, colour: outlineColours.b, isDashed: true }]),
    ...(pooled === null ? [] : [{ mask: pooled, colour: outlineColours.pooled, isDashed: true }]),
    ...(marked === null ? [] : [{ mask: marked, colour: outlineColours.marked }]),
  ]
}
