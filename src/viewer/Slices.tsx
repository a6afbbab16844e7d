import type { JSX } from 'react'
import type { Triple } from './displayGrid.ts'
import { HitArea } from './HitArea.tsx'
import { SliceMarks } from './SliceMarks.tsx'
import type { Outline } from './SliceMarks.tsx'
import { PLANES, isMirrored, voxelUnder } from './sliceGeometry.ts'
import type { SliceLayout } from './sliceGeometry.ts'
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
            <HitArea
              plane={plane}
              rect={rect}
              onPoint={(across, down) => {
                props.onVoxel(voxelUnder(display, voxel, plane, { across, down, mirrored }))
              }}
            />
          </g>
        )
      })}
    </svg>
  )
}
