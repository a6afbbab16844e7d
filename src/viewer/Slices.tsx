import type { JSX } from 'react'
import type { Triple } from './displayGrid.ts'
import { DrawArea, type DrawingTool } from './DrawArea.tsx'
import { HitArea } from './HitArea.tsx'
import { SliceMarks } from './SliceMarks.tsx'
import type { Outline } from './SliceMarks.tsx'
import { PLANES, isMirrored, voxelUnder } from './sliceGeometry.ts'
import type { Plane, Rect, SliceLayout } from './sliceGeometry.ts'
import { voxelsInOutline } from './sliceRegion.ts'
import { cssRect } from './useSliceGeometry.ts'
import type { SliceGeometry } from './useSliceGeometry.ts'

export interface SlicesProps {
  readonly geometry: SliceGeometry
  readonly layout: SliceLayout
  readonly kind: 'grid' | 'row'
  readonly crosshairMm: Triple
  readonly outlines: readonly Outline[]
  readonly radiological: boolean
  readonly dimmed: boolean
  readonly scale: number
  /** Told the display voxel under the pointer. */
  readonly onVoxel: (voxel: Triple) => void
  /** Null while a drag moves the crosshair instead of drawing. */
  readonly marking: Marking | null
}

/** What drawing on a slice does. */
export interface Marking {
  readonly tool: DrawingTool
  /** Told file-order indices, ascending, and what becomes of the voxels that are marked already. */
  readonly onMark: (voxels: Int32Array, how: 'replace' | 'add' | 'toggle') => void
}

/** Everything drawn over NiiVue's picture, and what takes the pointer. */
export function Slices(props: SlicesProps): JSX.Element {
  const { geometry, radiological, outlines, crosshairMm, scale } = props
  const { display, fileIndex, voxel } = geometry
  return (
    <svg
      style={{
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        opacity: props.dimmed ? 0.75 : 1,
      }}
      aria-hidden="true"
    >
      {PLANES.map((plane) => {
        const rect = cssRect(props.layout.slices[plane], geometry.pixelRatio)
        const mirrored = isMirrored(plane, radiological)
        return (
          <g key={plane}>
            <SliceMarks
              {...{ plane, rect, display, fileIndex, voxel, crosshairMm, outlines, radiological, scale }}
              layout={props.kind}
            />
            <PointerArea {...{ plane, rect, mirrored }} slices={props} />
          </g>
        )
      })}
    </svg>
  )
}

interface PointerAreaProps {
  readonly plane: Plane
  readonly rect: Rect
  readonly mirrored: boolean
  readonly slices: SlicesProps
}

/** What takes the pointer on one slice: a click or drag goes to a voxel, or a drag draws. */
function PointerArea({ plane, rect, mirrored, slices }: PointerAreaProps): JSX.Element {
  const { geometry, marking, onVoxel } = slices
  const { display, fileIndex, voxel } = geometry
  const onPoint = (across: number, down: number): void => {
    onVoxel(voxelUnder(display, voxel, plane, { across, down, mirrored }))
  }
  if (marking === null) return <HitArea plane={plane} rect={rect} onPoint={onPoint} />
  return (
    <DrawArea
      {...{ plane, rect, onPoint }}
      tool={marking.tool}
      onOutline={(outline, adds) => {
        const slice = { display, fileIndex, plane, voxel, mirrored }
        marking.onMark(voxelsInOutline(slice, outline), adds ? 'add' : 'replace')
      }}
    />
  )
}
