import { useMemo } from 'react'
import { DARK_CHARTS, LIGHT_CHARTS, projectorCharts, type ChartTheme } from '../../charts/chartTheme.ts'
import { useApp } from '../store.ts'

/** The plots' colours and sizes for the theme in use. */
export function useChartTheme(): ChartTheme {
  const scheme = useApp((state) => state.view.theme)
  const projector = useApp((state) => state.view.projector)
  return useMemo(() => {
    const theme = scheme === 'light' ? LIGHT_CHARTS : DARK_CHARTS
    return projector ? projectorCharts(theme) : theme
  }, [scheme, projector])
}
