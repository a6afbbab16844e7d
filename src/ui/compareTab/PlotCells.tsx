import { useMemo, type ReactNode } from 'react'
import { blandAltmanFigure } from '../../charts/blandAltmanFigure.ts'
import type { Figure } from '../../charts/figure.ts'
import type { HexBins } from '../../charts/hexagons.ts'
import { hexbinFigure } from '../../charts/hexbinFigure.ts'
import { histogramFigure } from '../../charts/histogramFigure.ts'
import { withDrawing, withMarkedCounts, withMarkedHexagons, withRing } from '../../charts/markedFigure.ts'
import { overlapFigure } from '../../charts/overlapFigure.ts'
import type { PlotHit, PlotOutline } from '../../charts/Plot.tsx'
import type { MapKind } from '../../core/contrast/mapKind.ts'
import type { BrushedPlot } from '../../state/brush.ts'
import { voxelsDrawn } from '../../state/brushMarks.ts'
import {
  blandAltman,
  crosshairValues,
  histograms,
  markedBins,
  overlapCurves,
  scatter,
} from '../../state/comparisonPlots.ts'
import { spaceOf } from '../../state/space.ts'
import { count } from '../format.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useActions, useApp, useReadState } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { mapLabels } from '../words.ts'
import { binOf } from './binOf.ts'

const missing = 'Shown once both maps are there.'

/** B's values against A's. */
export function HexbinCell(): ReactNode {
  const input = useAppInTurn(scatter)
  const values = useAppInTurn(crosshairValues) ?? null
  const marked = useAppInTurn((state) => markedBins(state)?.scatter ?? null) ?? null
  const theme = useChartTheme()
  const plain = useMemo(() => (input ? hexbinFigure(input, theme) : null), [input, theme])
  const shown = useMemo(() => plain && withMarkedHexagons(plain, marked, theme), [plain, marked, theme])
  const figure = useDrawable(shown)
  const ring = values === null ? null : { x: values.a, y: values.b }
  return (
    <PlotCell
      title="B against A"
      note={noteOf(input?.outside ?? 0)}
      figure={figure && withRing(figure, ring, theme)}
      missing={missingWords(input, missing)}
      fileName="b-against-a"
      onPoint={useGoToBin(input ?? null)}
      onDraw={useMarking('scatter')}
    />
  )
}

/** A − B against their mean. */
export function BlandAltmanCell(): ReactNode {
  const input = useAppInTurn(blandAltman)
  const values = useAppInTurn(crosshairValues) ?? null
  const marked = useAppInTurn((state) => markedBins(state)?.blandAltman ?? null) ?? null
  const theme = useChartTheme()
  const plain = useMemo(() => (input ? blandAltmanFigure(input, theme) : null), [input, theme])
  const shown = useMemo(() => plain && withMarkedHexagons(plain, marked, theme), [plain, marked, theme])
  const figure = useDrawable(shown)
  const ring = values === null ? null : { x: (values.a + values.b) / 2, y: values.a - values.b }
  return (
    <PlotCell
      title="Bland–Altman"
      note={noteOf(input?.outside ?? 0)}
      figure={figure && withRing(figure, ring, theme)}
      missing={missingWords(input, missing)}
      fileName="bland-altman"
      onPoint={useGoToBin(input ?? null)}
      onDraw={useMarking('bland-altman')}
    />
  )
}

/** Dice and Jaccard against the threshold. */
export function OverlapCell(): ReactNode {
  const input = useAppInTurn(overlapCurves)
  const theme = useChartTheme()
  const figure = useMemo(
    () =>
      input
        ? overlapFigure(
            {
              ...input,
              curves: [
                { name: 'Dice', values: input.dice },
                { name: 'Jaccard', values: input.jaccard },
              ],
            },
            theme,
          )
        : null,
    [input, theme],
  )
  return (
    <PlotCell
      title="Overlap"
      note="by threshold"
      figure={figure}
      missing={missingWords(input, 'This map has no threshold that holds for both.')}
      fileName="overlap"
    />
  )
}

/** Both maps' values in the same bins. */
export function HistogramCell(): ReactNode {
  const input = useAppInTurn((state) => histograms(state, mapLabel))
  const marked = useAppInTurn((state) => markedBins(state)?.histogram ?? null) ?? null
  const theme = useChartTheme()
  const plain = useMemo(() => (input ? histogramFigure(input, theme) : null), [input, theme])
  const shown = useMemo(() => plain && withMarkedCounts(plain, marked, theme), [plain, marked, theme])
  return (
    <PlotCell
      title="Histograms"
      figure={useDrawable(shown)}
      missing={missingWords(input, missing)}
      fileName="histograms"
      onDraw={useMarking('histogram')}
    />
  )
}

function mapLabel(kind: MapKind): string {
  return mapLabels[kind]
}

/** Nothing is said while it is being worked out. */
function missingWords(input: unknown, words: string): string {
  return input === undefined ? '' : words
}

function noteOf(outside: number): string {
  return outside === 0 ? 'log count' : `${count(outside)} beyond axes`
}

/** The figure as the brush needs it. */
function useDrawable(figure: Figure | null): Figure | null {
  const mode = useApp((state) => state.view.brush.mode)
  const theme = useChartTheme()
  const drawing = mode === 'lasso' || mode === 'box' ? mode : null
  return useMemo(() => figure && withDrawing(figure, drawing, theme), [figure, drawing, theme])
}

/** What drawing in a plot does: the voxels inside the outline are marked everywhere. */
function useMarking(plot: BrushedPlot): (outline: PlotOutline) => void {
  const actions = useActions()
  const read = useReadState()
  return (outline) => {
    const state = read()
    const space = spaceOf(state)
    if (space === null) return
    const voxels = voxelsDrawn(state, plot, outline)
    actions.setView({ brush: { ...state.view.brush, drawn: { spaceId: space.id, where: plot, voxels } } })
  }
}

interface Binned {
  readonly hexbins: HexBins
  readonly voxelOfBin: ArrayLike<number>
}

/** What a click on a bin does: the crosshair goes to a voxel of that bin. */
function useGoToBin(input: Binned | null): (hit: PlotHit) => void {
  const actions = useActions()
  return (hit) => {
    const voxel = input === null ? undefined : input.voxelOfBin[binOf(input.hexbins, hit)]
    if (voxel !== undefined) actions.goToVoxel(voxel)
  }
}
