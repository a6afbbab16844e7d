import { useMemo, type ReactNode } from 'react'
import { blandAltmanFigure } from '../../charts/blandAltmanFigure.ts'
import type { HexBins } from '../../charts/hexagons.ts'
import { hexbinFigure } from '../../charts/hexbinFigure.ts'
import { histogramFigure } from '../../charts/histogramFigure.ts'
import { overlapFigure } from '../../charts/overlapFigure.ts'
import type { PlotHit } from '../../charts/Plot.tsx'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useActions, useApp } from '../store.ts'
import { AgreementTable } from './AgreementTable.tsx'
import { binOf } from './binOf.ts'
import './compareTab.css'

const missing = 'Shown once both maps are there.'

/** How A's and B's values go together over all voxels. */
export function CompareTab(): ReactNode {
  return (
    <div className="cells compare-tab">
      <HexbinCell />
      <BlandAltmanCell />
      <OverlapCell />
      <HistogramCell />
      <AgreementTable />
    </div>
  )
}

function HexbinCell(): ReactNode {
  const input = useApp((state, selectors) => selectors.hexbin(state))
  const theme = useChartTheme()
  const figure = useMemo(() => input && hexbinFigure(input, theme), [input, theme])
  const goToBin = useGoToBin(input)
  return (
    <PlotCell
      title="B against A"
      note="log count; click goes there"
      figure={figure}
      missing={missing}
      fileName="b-against-a"
      onPoint={goToBin}
    />
  )
}

function BlandAltmanCell(): ReactNode {
  const input = useApp((state, selectors) => selectors.blandAltman(state))
  const theme = useChartTheme()
  const figure = useMemo(() => input && blandAltmanFigure(input, theme), [input, theme])
  const goToBin = useGoToBin(input)
  return (
    <PlotCell
      title="Bland–Altman"
      figure={figure}
      missing={missing}
      fileName="bland-altman"
      onPoint={goToBin}
    />
  )
}

function OverlapCell(): ReactNode {
  const input = useApp((state, selectors) => selectors.overlap(state))
  const theme = useChartTheme()
  const figure = useMemo(() => input && overlapFigure(input, theme), [input, theme])
  return <PlotCell title="Overlap" note="Dice" figure={figure} missing={missing} fileName="overlap" />
}

function HistogramCell(): ReactNode {
  const input = useApp((state, selectors) => selectors.histograms(state))
  const theme = useChartTheme()
  const figure = useMemo(() => input && histogramFigure(input, theme), [input, theme])
  return <PlotCell title="Histograms" figure={figure} missing={missing} fileName="histograms" />
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
