import type { Plotly } from 'plotly.js-cartesian-dist-min'

let loading: Promise<Plotly> | null = null

/** Loads plotly (474 kB gzipped) once, when the first plot is drawn. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-cartesian-dist-min').then((module) => module.default)
  return loading
}
