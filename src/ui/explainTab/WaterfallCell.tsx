import { useMemo, type ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import { waterfallFigure, type WaterfallInput } from '../../charts/waterfallFigure.ts'
import { explainedUnit, explanationAtCrosshair, type ExplainedVoxel } from '../../state/explainView.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { switchLabel } from './switchWords.ts'
import { useExplained, type Explained } from './useExplained.ts'

/** The shares as steps to the whole difference, and the steps from B to A at the crosshair. */
export function WaterfallCell(): ReactNode {
  const explained = useExplained()
  const explanation = explained?.explanation ?? null
  const attribution = explained?.attribution ?? null
  const here = useAppInTurn(explanationAtCrosshair) ?? null
  const unit = useApp((state) => explainedUnit(state).text)
  const theme = useChartTheme()
  const figure = useMemo(
    () =>
      explanation === null || attribution === null
        ? null
        : waterfallFigure(inputOf({ explanation, attribution }, here, unit), theme),
    [explanation, attribution, here, unit, theme],
  )
  return (
    <PlotCell
      title="Share of A − B, setting by setting"
      note={explained === null ? '' : basisWords(explained)}
      figure={figure}
      missing=""
      fileName="shares"
    />
  )
}

function basisWords({ explanation, attribution }: Explained): string {
  switch (attribution.basis) {
    case 'exact':
      return explanation.switches.length === 1
        ? 'exact'
        : `mean over all ${String(factorial(explanation.switches.length))} orders, exact`
    case 'sampled':
      return `mean over ${String(explanation.orders.length)} sampled orders`
    case 'first-and-last':
      return 'mean of first and last step, so far'
  }
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}

function inputOf(
  { explanation, attribution }: Explained,
  here: ExplainedVoxel | null,
  unit: string,
): WaterfallInput {
  const { switches, varies, basis } = attribution
  const steps = explanation.switches.flatMap((group, i) => {
    const each = switches[i]
    if (each === undefined) return []
    return [
      {
        name: switchLabel(group, explanation),
        colour: settingColours[group],
        share: varies ? each.share : null,
        range: varies ? each.order.range : null,
        here: here?.contributions[i] ?? null,
      },
    ]
  })
  return {
    steps: steps.toSorted((p, q) => (q.share ?? 0) - (p.share ?? 0)),
    crosshair: here === null ? null : { a: here.a, b: here.b, unit },
    isPartial: basis === 'first-and-last',
  }
}
