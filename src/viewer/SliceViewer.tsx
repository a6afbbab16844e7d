import { useRef, useState } from 'react'
import type { CSSProperties, JSX, KeyboardEvent, ReactNode } from 'react'
import type { GreyWindow } from './anatomy.ts'
import type { Overlay } from './bakeOverlay.ts'
import { keyStep, mmOfVoxel, stepCrosshair } from './crosshair.ts'
import type { Mm } from './crosshair.ts'
import { fileVoxelOfDisplay } from './displayGrid.ts'
import type { Triple } from './displayGrid.ts'
import { mmText } from './numberText.ts'
import { PLANE_AXES } from './sliceGeometry.ts'
import type { Outline } from './SliceMarks.tsx'
import { displayIndex } from './sliceRegion.ts'
import { Slices, type Marking } from './Slices.tsx'
import { useDrawing, type Background } from './useDrawing.ts'
import { useNiivue } from './useNiivue.ts'
import { useSize } from './useSize.ts'
import { cssRect, useSliceGeometry } from './useSliceGeometry.ts'
import { useWheel } from './useWheel.ts'
import { ViewerMessage } from './ViewerMessage.tsx'
import { ViewerReadout } from './ViewerReadout.tsx'

export interface SliceViewerProps {
  /** Name for assistive technology, e.g. "Map A". */
  readonly label: string
  /**
   * The grid of the maps and the anatomy in file order, on that grid or, with `parts`, on its voxels cut into so many along each axis;
   * keep the same object as long as the run is the same.
   */
  readonly background: Background
  /** The values of the background drawn black and brightest; null finds them. Keep the same object as long as they are the same. */
  readonly greys?: GreyWindow | null
  /** Of the whole map, 0 to 1; default 1. */
  readonly opacity?: number
  /** The map in file order; keep the same object as long as nothing about it changed. */
  readonly overlay: Overlay | null
  readonly outlines: readonly Outline[]
  readonly crosshairMm: Mm
  /** Told the centre of the voxel that was clicked, dragged, wheeled or stepped to, in mm. */
  readonly onCrosshair: (mm: [number, number, number]) => void
  readonly radiological: boolean
  /** 2 x 2 with the readout, or one row with the colour bar only. */
  readonly layout: 'grid' | 'row'
  /** Desaturated and darker: what is shown is older than the settings. */
  readonly dimmed: boolean
  /** Unit of the overlay's values and the value at the crosshair; null: no colour bar. */
  readonly colourBar: { readonly unit: string; readonly pointer: number | null } | null
  /** Shown beside the colour bar in the 2 x 2 layout. */
  readonly readout?: ReactNode
  /** Size of text and lines: 1 on a desk, up to 1.4 on a projector. */
  readonly scale?: number
  /** Lets a drag on a slice mark voxels, and Space the one at the crosshair; null or left out: a drag moves the crosshair. */
  readonly marking?: Marking | null
  /** Interpolates the anatomy (never the overlay). */
  readonly smoothAnatomy?: boolean
}

const ROOT: CSSProperties = {
  position: 'relative',
  width: '100%',
  height: '100%',
  overflow: 'hidden',
  minHeight: 0,
}
const FILL: CSSProperties = { position: 'absolute', inset: 0 }
const DIMMED: CSSProperties = { ...FILL, filter: 'saturate(0.15) brightness(0.6)' }

/** Three slices of a run along its voxel axes with a map, its threshold's outline and one crosshair; fills its parent. */
export function SliceViewer(props: SliceViewerProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [generation, setGeneration] = useState(0)
  const renderer = useNiivue(host, generation)
  const { background, overlay, radiological, crosshairMm, dimmed, scale = 1 } = props
  const { grid } = background
  const geometry = useSliceGeometry({ grid, crosshairMm, kind: props.layout, scale, size: useSize(root) })
  const { layout, fileVoxel } = geometry
  useDrawing({
    ...{ background, overlay, radiological, geometry },
    greys: props.greys ?? null,
    opacity: props.opacity ?? 1,
    adapter: renderer.phase === 'running' ? renderer.adapter : null,
    isSmooth: props.smoothAnatomy ?? true,
  })
  useWheel(root, (plane, delta) => {
    props.onCrosshair(stepCrosshair(grid, crosshairMm, AXES[PLANE_AXES[plane].through] ?? 'z', delta))
  })
  const moveTo = (target: Triple): void => {
    const next = fileVoxelOfDisplay(geometry.display, target)
    if (next.some((value, axis) => value !== fileVoxel[axis])) props.onCrosshair(mmOfVoxel(grid, next))
  }
  return (
    <div
      ref={root}
      style={ROOT}
      tabIndex={0}
      role="application"
      aria-roledescription="slice viewer"
      aria-label={spokenName(props)}
      data-phase={renderer.phase}
      onKeyDown={(event) => {
        stepByKey(event, props)
        markByKey(event, props, geometry)
      }}
    >
      <div ref={host} style={dimmed ? DIMMED : FILL} />
      {layout !== null && (
        <>
          <Slices
            {...{ geometry, layout, crosshairMm, radiological, dimmed, scale }}
            kind={props.layout}
            outlines={props.outlines}
            onVoxel={moveTo}
            marking={props.marking ?? null}
          />
          <ViewerReadout {...props} rect={cssRect(layout.readout, geometry.pixelRatio)} scale={scale} />
        </>
      )}
      <ViewerMessage
        renderer={renderer}
        onAgain={() => {
          setGeneration((count) => count + 1)
        }}
      />
    </div>
  )
}

const AXES = ['x', 'y', 'z'] as const

function spokenName({ label, crosshairMm: [x, y, z], marking }: SliceViewerProps): string {
  const position = `x ${mmText(x)}, y ${mmText(y)}, z ${mmText(z)} mm`
  const marks = marking == null ? '' : ' Space marks the voxel at the crosshair.'
  return `${label}, slices at ${position}. Arrow keys, Page Up and Page Down move by a voxel.${marks}`
}

/** Handles a key once: what moves the crosshair here does not also reach the page's own keys. */
function stepByKey(event: KeyboardEvent, props: SliceViewerProps): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const step = keyStep(event.key, props.radiological)
  if (step === null) return
  event.preventDefault()
  event.stopPropagation()
  props.onCrosshair(stepCrosshair(props.background.grid, props.crosshairMm, step.axis, step.delta))
}

/** The space bar marks the voxel at the crosshair, or takes its mark away. */
function markByKey(
  event: KeyboardEvent,
  { marking }: SliceViewerProps,
  { display, voxel, fileIndex }: ReturnType<typeof useSliceGeometry>,
): void {
  if (event.key !== ' ' || marking == null || event.defaultPrevented) return
  event.preventDefault()
  marking.onMark(Int32Array.of(fileIndex[displayIndex(display, voxel)] ?? 0), 'toggle')
}
