import { useMemo } from 'react'
import { markMask } from '../../state/brushMarks.ts'
import { showsSignificance, significanceMap } from '../../state/comparisonThreshold.ts'
import { pooledMask } from '../../state/spmQuantities.ts'
import type { Fade, Overlay } from '../../viewer/bakeOverlay.ts'
import type { Outline } from '../../viewer/SliceMarks.tsx'
import { mapsWithoutContrast } from '../words.ts'
import type { Which } from '../selectors.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { significanceColours } from './significanceColours.ts'

/** Outlines on black: white for a map's own threshold, the hues of A and B where both are drawn. */
const outlineColours = { own: '#ffffff', a: '#9ad8ff', b: '#ffc066', marked: '#6ee79b', pooled: '#f2a6d8' }

/** What the viewer draws over the anatomy; the same object until something about it changes. */
export function useOverlay(which: Which): Overlay | null {
  const map = useMapOverlay(which)
  const significance = useSignificanceOverlay()
  return which === 'difference' && significance !== null ? significance : map
}

/** Where A, B and both pass the threshold, while that is what the third viewer shows. */
function useSignificanceOverlay(): Overlay | null {
  const categories =
    useAppInTurn((state) => (showsSignificance(state) ? significanceMap(state) : null)) ?? null
  return useMemo(
    () =>
      categories && {
        kind: 'categorical',
        categories,
        colours: significanceColours.map(({ colour }) => colour),
        strength: new Float32Array(categories.length).fill(1),
        strengthRange: 1,
      },
    [categories],
  )
}

function useMapOverlay(which: Which): Overlay | null {
  const shown = useAppInTurn((state, selectors) => {
    const map = selectors.displayMap(state, which)
    const fade = which === 'difference' ? null : selectors.fadeStatistic(state, which)
    return { map, statistic: fade?.volume ?? null, threshold: fade?.threshold ?? null }
  })
  return useMemo(() => {
    if (shown?.map == null) return null
    const { map, statistic, threshold } = shown
    const fade: Fade =
      statistic !== null && threshold !== null
        ? { by: 'statistic', statistic, threshold, above: map.above }
        : fadeWithoutStatistic(which, map.kind)
    const kind = which === 'difference' ? 'difference' : map.isSigned ? 'diverging' : 'sequential'
    return { kind, values: map.volume, range: map.range, mask: map.inMask, fade }
  }, [shown, which])
}

function fadeWithoutStatistic(which: Which, kind: (typeof mapsWithoutContrast)[number]): Fade {
  if (which === 'difference' || !mapsWithoutContrast.includes(kind)) return { by: 'value' }
  return { by: 'none' }
}

/** Borders of what passes the threshold, a map's own or A's and B's in the difference, and of what is marked. */
export function useOutlines(which: Which): readonly Outline[] {
  const marked = useAppInTurn(markMask) ?? null
  const pooled = useAppInTurn((state) => (which === 'difference' ? null : pooledMask(state, which))) ?? null
  const passing = usePassingOutlines(which)
  return useMemo(
    () => [
      ...passing,
      ...(pooled === null ? [] : [{ mask: pooled, colour: outlineColours.pooled, isDashed: true }]),
      ...(marked === null ? [] : [{ mask: marked, colour: outlineColours.marked }]),
    ],
    [marked, passing, pooled],
  )
}

function usePassingOutlines(which: Which): readonly Outline[] {
  const passing = useAppInTurn((state, selectors) => {
    const above = (of: Which): Uint8Array | null => selectors.displayMap(state, of)?.above ?? null
    if (mapsWithoutContrast.includes(state.view.map)) return null
    if (which !== 'difference') return { own: above(which), a: null, b: null }
    return showsSignificance(state) ? null : { own: null, a: above('a'), b: above('b') }
  })
  return useMemo(() => {
    if (passing == null) return []
    const { own, a, b } = passing
    return [
      ...(own === null ? [] : [{ mask: own, colour: outlineColours.own }]),
      ...(a === null ? [] : [{ mask: a, colour: outlineColours.a }]),
      ...(b === null ? [] : [{ mask: b, colour: outlineColours.b, isDashed: true }]),
    ]
  }, [passing])
}
