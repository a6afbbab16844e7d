import { useMemo } from 'react'
import { DARK_CHARTS, LIGHT_CHARTS, projectorCharts, type ChartTheme } from '../../charts/chartTheme.ts'
import { useApp } from '../store.ts'
import { useTypeScale } from '../theme/typeScale.ts'

/** The plots' colours and sizes for the theme in use. */
export function useChartTheme(): ChartTheme {
  const scheme = useApp((state) => state.view.theme)
  const projector = useApp((state) => state.view.projector)
  const scale = useTypeScale()
  return useMemo(() => {
    const theme = scheme === 'light' ? LIGHT_CHARTS : DARK_CHARTS
    return projector ? projectorCharts(theme, scale) : theme
  }, [scheme, projector, scale])
}
