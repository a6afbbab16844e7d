import { savedLayout } from './drawnLayout.ts'
import type { Figure } from './figure.ts'
import { loadPlotly } from './loadPlotly.ts'
import { plotText } from './plotText.ts'

/** Size of a saved figure in CSS px; a PNG has twice as many pixels each way. */
const SAVED = { width: 960, height: 640 }

export interface SavedFile {
  /** Without ending. */
  readonly fileName: string
  readonly title: string
}

/** Saves a figure under its title as a file named `fileName` with the format's ending. */
export async function savePlot(figure: Figure, format: 'svg' | 'png', file: SavedFile): Promise<void> {
  const plotly = await loadPlotly()
  const url = await plotly.toImage(
    { data: figure.data, layout: { ...savedLayout(figure), ...titled(file.title) } },
    { format, ...SAVED, ...(format === 'png' ? { scale: 2 } : {}) },
  )
  const address = URL.createObjectURL(blobOf(url))
  const link = document.createElement('a')
  link.href = address
  link.download = `${file.fileName}.${format}`
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}

/** The title above the plot, where on the screen the page has it. */
function titled(title: string): object {
  const size = 13
  return {
    title: { text: plotText(title), x: 0.01, xanchor: 'left', font: { size } },
    margin: { l: 16, r: 16, t: 4 * size, b: 16 },
  }
}

/** The content of a data URL, base64 or percent-encoded. */
export function blobOf(dataUrl: string): Blob {
  const comma = dataUrl.indexOf(',')
  const head = dataUrl.slice(5, comma)
  const body = dataUrl.slice(comma + 1)
  const type = head.split(';')[0] ?? ''
  if (!head.endsWith(';base64')) return new Blob([decodeURIComponent(body)], { type })
  return new Blob([Uint8Array.from(atob(body), (character) => character.charCodeAt(0))], { type })
}
