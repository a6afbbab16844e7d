import { colourTable, rgbOfHex } from './colourMaps.ts'
import type { ColourTable, MapColours } from './colourMaps.ts'

/** How a scalar map becomes transparent. */
export type Fade =
  /** Opaque where |statistic| reaches the threshold (or where `above` is 1), below it fading with |statistic|. */
  | { by: 'statistic'; statistic: Float32Array; threshold: number; above?: Uint8Array | undefined }
  /** Opaque where `above` is 1, faint elsewhere. */
  | { by: 'mask'; above: Uint8Array }
  /** Fading with |value| / range: zero is transparent. */
  | { by: 'value' }
  | { by: 'none' }

/** A map in file order, in its units; voxels where `mask` is 0 or the value is not finite are not drawn. */
export interface ScalarOverlay {
  readonly kind: MapColours
  readonly values: Float32Array
  /** The value at the end of the colour scale. */
  readonly range: number
  readonly mask?: Uint8Array | undefined
  readonly fade: Fade
}

/** One category for each voxel (0: none, n: the nth colour), drawn stronger where `strength` is larger. */
export interface CategoricalOverlay {
  readonly kind: 'categorical'
  readonly categories: Uint8Array
  readonly colours: readonly string[]
  readonly strength: Float32Array
  readonly strengthRange: number
}

export type Overlay = ScalarOverlay | CategoricalOverlay

/** Opacity 0 to 1 of a voxel below threshold, `ratio` = |t| / threshold. */
function fadedOpacity(ratio: number): number {
  return 0.8 * Math.pow(Math.min(1, ratio), 1.3)
}

const FAINT = 0.35

function opacityOf(fade: Fade, voxel: number, relativeValue: number): number {
  switch (fade.by) {
    case 'statistic': {
      const ratio = Math.abs(fade.statistic[voxel] ?? 0) / fade.threshold
      const above = fade.above === undefined ? ratio >= 1 : fade.above[voxel] === 1
      if (above) return 1
      return Number.isFinite(ratio) ? fadedOpacity(ratio) : 0
    }
    case 'mask':
      return fade.above[voxel] === 1 ? 1 : FAINT
    case 'value':
      return Math.min(0.95, 1.15 * Math.pow(Math.abs(relativeValue), 0.8))
    case 'none':
      return 1
  }
}

/**
 * The overlay as red, green, blue and opacity bytes in display order (4 x voxels); `fileIndex` maps display to file. `opacity`, 0 to 1,
 * applies to all of it.
 */
export function bakeOverlay(overlay: Overlay, fileIndex: Int32Array, opacity = 1): Uint8Array {
  const rgba =
    overlay.kind === 'categorical' ? bakeCategories(overlay, fileIndex) : bakeScalar(overlay, fileIndex)
  if (opacity < 1)
    for (let at = 3; at < rgba.length; at += 4) rgba[at] = Math.round((rgba[at] ?? 0) * opacity)
  return rgba
}

function bakeScalar(overlay: ScalarOverlay, fileIndex: Int32Array): Uint8Array {
  const { values, mask, range, fade } = overlay
  const table: ColourTable = colourTable(overlay.kind)
  const rgba = new Uint8Array(fileIndex.length * 4)
  for (let d = 0; d < fileIndex.length; d++) {
    const voxel = fileIndex[d] ?? 0
    const value = values[voxel] ?? 0
    if (!Number.isFinite(value) || (mask === undefined ? value === 0 : mask[voxel] === 0)) continue
    const relative = Math.max(-1, Math.min(1, value / range))
    const opacity = Math.round(255 * opacityOf(fade, voxel, relative))
    if (opacity === 0) continue
    const entry = (Math.round(relative * table.steps) + table.steps) * 3
    rgba[d * 4] = table.bytes[entry] ?? 0
    rgba[d * 4 + 1] = table.bytes[entry + 1] ?? 0
    rgba[d * 4 + 2] = table.bytes[entry + 2] ?? 0
    rgba[d * 4 + 3] = opacity
  }
  return rgba
}

function bakeCategories(overlay: CategoricalOverlay, fileIndex: Int32Array): Uint8Array {
  const colours = overlay.colours.map(rgbOfHex)
  const rgba = new Uint8Array(fileIndex.length * 4)
  for (let d = 0; d < fileIndex.length; d++) {
    const voxel = fileIndex[d] ?? 0
    const colour = colours[(overlay.categories[voxel] ?? 0) - 1]
    if (colour === undefined) continue
    const strength = Math.abs(overlay.strength[voxel] ?? 0) / overlay.strengthRange
    rgba.set(colour, d * 4)
    rgba[d * 4 + 3] = Math.round(255 * Math.min(1, 0.1 + strength))
  }
  return rgba
}
