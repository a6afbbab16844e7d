import type { Figure } from './figure.ts'
import { hexagonImage, hexagonShapes } from './hexagonDrawings.ts'

/** The layout of a figure on the screen: a copy, since plotly writes into the one it is given. */
export function screenLayout({ layout, hexagons = [] }: Figure): object {
  return { ...structuredClone(layout), images: hexagons.map(hexagonImage) }
}

/** The layout of a figure in a file; a copy. Its axes find the room they need: the quick ones have it from a margin that files do without. */
export function savedLayout(figure: Figure): object {
  const shapes = [...(figure.hexagons ?? []).flatMap(hexagonShapes), ...shapesOf(figure)]
  const layout = structuredClone(figure.layout)
  return { ...layout, ...roomyAxes(layout), shapes }
}

function roomyAxes(layout: object): object {
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name))
  return Object.fromEntries(axes.map(([name, axis]) => [name, { ...(axis as object), automargin: true }]))
}

/** What is drawn over a figure's traces. */
export function shapesOf({ layout }: Figure): readonly object[] {
  return 'shapes' in layout && Array.isArray(layout.shapes) ? (layout.shapes as readonly object[]) : []
}
