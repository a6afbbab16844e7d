import { loadPlotly } from '../charts/loadPlotly.ts'
import { loadNiivue } from '../viewer/loadNiivue.ts'

/** Loads what the page will need later while nothing else is to be done: afterwards it works without a network. */
export function prefetchWhenIdle(): void {
  const prefetch = (): void => {
    // What cannot be loaded now is tried again when it is needed.
    void loadNiivue().catch(() => undefined)
    void loadPlotly().catch(() => undefined)
    for (const face of document.fonts) void face.load().catch(() => undefined)
  }
  if ('requestIdleCallback' in globalThis) requestIdleCallback(prefetch, { timeout: 3000 })
  else setTimeout(prefetch, 1000)
}
