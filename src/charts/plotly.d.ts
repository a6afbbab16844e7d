declare module 'plotly.js-cartesian-dist-min' {
  /** A clicked or hovered point; `pointIndex` is a pair in heat maps. */
  interface PlotPoint {
    readonly curveNumber: number
    readonly pointNumber?: number
    readonly pointIndex?: number | readonly [number, number]
    readonly x: number | string
    readonly y: number | string
  }

  /** What was drawn, in units of the axes: the corners of a lasso, or two opposite ones of a box. */
  interface PlotSelection {
    readonly lassoPoints?: { readonly x: readonly number[]; readonly y: readonly number[] }
    readonly range?: { readonly x: readonly number[]; readonly y: readonly number[] }
  }

  interface PlotElement extends HTMLElement {
    on(event: 'plotly_click', listener: (event: { readonly points: readonly PlotPoint[] }) => void): void
    on(event: 'plotly_selected', listener: (event: PlotSelection | undefined) => void): void
    removeAllListeners(event: 'plotly_click' | 'plotly_selected'): void
  }

  interface PlotParts {
    readonly data: readonly object[]
    readonly layout: object
  }

  interface Plotly {
    react(element: HTMLElement, data: readonly object[], layout: object, config: object): Promise<PlotElement>
    purge(element: HTMLElement): void
    toImage(
      figure: PlotParts,
      options: { format: 'svg' | 'png'; width: number; height: number; scale?: number },
    ): Promise<string>
  }

  const plotly: Plotly
  export { plotly as default }
  export type { Plotly, PlotElement, PlotParts, PlotPoint, PlotSelection }
}
