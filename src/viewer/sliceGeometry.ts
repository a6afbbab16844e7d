import type { DisplayGrid, Triple } from './displayGrid.ts'
import { at } from './displayGrid.ts'

/** The three slices, named as anatomists do. */
export type Plane = 'coronal' | 'sagittal' | 'axial'

export const PLANES: readonly Plane[] = ['coronal', 'sagittal', 'axial']

/** Display axes (0 x, 1 y, 2 z) that run across, up and through a slice. */
export const PLANE_AXES: Readonly<Record<Plane, { across: number; up: number; through: number }>> = {
  coronal: { across: 0, up: 2, through: 1 },
  sagittal: { across: 1, up: 2, through: 0 },
  axial: { across: 0, up: 1, through: 2 },
}

/** A rectangle in device pixels, from the upper left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the slices and the readout go, in whole device pixels. */
export interface SliceLayout {
  readonly width: number
  readonly height: number
  readonly slices: Readonly<Record<Plane, Rect>>
  readonly readout: Rect
}

export interface LayoutRequest {
  readonly kind: 'grid' | 'row'
  /** The pane, device pixels. */
  readonly width: number
  readonly height: number
  /** Between slices, device pixels. */
  readonly gap: number
  /** Kept free for the colour bar in a row, device pixels. */
  readonly side: number
}

function sizeMm(display: DisplayGrid, axis: number): number {
  return at(display.dims, axis) * at(display.spacingMm, axis)
}

/** Places the slices at one scale (pixels per mm): 2 x 2 with the readout lower right, or in a row with it at the right. */
export function layOutSlices(display: DisplayGrid, request: LayoutRequest): SliceLayout {
  const [x, y, z] = [sizeMm(display, 0), sizeMm(display, 1), sizeMm(display, 2)]
  const { width, height, gap, side } = request
  if (request.kind === 'grid') {
    const scale = Math.max(0, Math.min((width - gap - 1) / (x + y), (height - gap - 1) / (z + y)))
    const [w, d, h] = [x, y, z].map((mm) => Math.max(1, Math.round(mm * scale)))
    return gridOf([w ?? 1, d ?? 1, h ?? 1], request)
  }
  const scale = Math.max(
    0,
    Math.min((width - side - 3 * gap - 1) / (2 * x + y), (height - 1) / Math.max(y, z)),
  )
  const [w, d, h] = [x, y, z].map((mm) => Math.max(1, Math.round(mm * scale)))
  return rowOf([w ?? 1, d ?? 1, h ?? 1], request)
}

function gridOf([w, d, h]: Triple, { width, height, gap }: LayoutRequest): SliceLayout {
  return {
    width,
    height,
    slices: {
      coronal: { x: 0, y: 0, width: w, height: h },
      sagittal: { x: w + gap, y: 0, width: d, height: h },
      axial: { x: 0, y: h + gap, width: w, height: d },
    },
    readout: { x: w + gap, y: h + gap, width: Math.max(0, width - w - gap), height: Math.max(0, d) },
  }
}

function rowOf([w, d, h]: Triple, { width, height, gap }: LayoutRequest): SliceLayout {
  const tall = Math.max(d, h)
  const upper = Math.max(0, Math.floor((height - 1 - tall) / 2))
  const offset = (own: number): number => upper + Math.floor((tall - own) / 2)
  const right = 2 * w + d + 3 * gap
  return {
    width,
    height,
    slices: {
      coronal: { x: 0, y: offset(h), width: w, height: h },
      sagittal: { x: w + gap, y: offset(h), width: d, height: h },
      axial: { x: w + d + 2 * gap, y: offset(d), width: w, height: d },
    },
    readout: { x: right, y: upper, width: Math.max(0, width - right), height: tall },
  }
}

/** Where a slice's words stand, px from its upper edge: the upper line's and the lower line's baseline. */
export interface TextLines {
  readonly upper: number
  readonly lower: number
}

/** Beside a slice where there is room above and below it, else within its edges. */
export function textLines({ y, height }: Rect, layout: LayoutRequest['kind'], scale: number): TextLines {
  const hasRoom = layout === 'row' && y >= 15 * scale
  return hasRoom
    ? { upper: -4 * scale, lower: height + 12 * scale }
    : { upper: 13 * scale, lower: height - 5 * scale }
}

/** Height in px at which the slices fill a pane of `widthPx`, so that a pane need not be taller. */
export function heightForWidth(display: DisplayGrid, widthPx: number, gapPx: number): number {
  const [x, y, z] = [sizeMm(display, 0), sizeMm(display, 1), sizeMm(display, 2)]
  return Math.ceil(((widthPx - gapPx - 1) / (x + y)) * (y + z) + gapPx + 1)
}

/** Whether a plane is drawn mirrored: right is on the left of the picture. */
export function isMirrored(plane: Plane, radiological: boolean): boolean {
  return radiological && plane !== 'sagittal'
}

/** Display voxel under a point of a slice, (0, 0) upper left and (1, 1) lower right; `through` is kept from `voxel`. */
export function voxelUnder(
  display: DisplayGrid,
  voxel: Triple,
  plane: Plane,
  point: { across: number; down: number; mirrored: boolean },
): [number, number, number] {
  const axes = PLANE_AXES[plane]
  const along = (fraction: number, axis: number): number => {
    const size = at(display.dims, axis)
    return Math.min(size - 1, Math.max(0, Math.floor(fraction * size)))
  }
  const moved: [number, number, number] = [voxel[0], voxel[1], voxel[2]]
  moved[axes.across] = along(point.mirrored ? 1 - point.across : point.across, axes.across)
  moved[axes.up] = along(1 - point.down, axes.up)
  return moved
}

/** Letters at the left and right edge of a slice; a question mark where the file does not say which side is left. */
export function edgeLetters(display: DisplayGrid, plane: Plane, radiological: boolean): [string, string] {
  if (plane === 'sagittal') return ['P', 'A']
  const doubt = display.leftRightKnown ? '' : '?'
  return radiological ? [`R${doubt}`, `L${doubt}`] : [`L${doubt}`, `R${doubt}`]
}
