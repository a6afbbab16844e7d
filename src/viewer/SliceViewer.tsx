import { useEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties, JSX, KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react'
import type { Grid } from '../core/volume/grid.ts'
import { anatomyBytes } from './anatomy.ts'
import { bakeOverlay } from './bakeOverlay.ts'
import type { Overlay } from './bakeOverlay.ts'
import { ColourBar } from './ColourBar.tsx'
import { keyStep, mmOfVoxel, stepCrosshair, voxelOfMm } from './crosshair.ts'
import type { Mm } from './crosshair.ts'
import { displayGridOf, displayVoxelOfFile, fileIndexOfDisplay, fileVoxelOfDisplay } from './displayGrid.ts'
import { mmText } from './numberText.ts'
import { SliceMarks } from './SliceMarks.tsx'
import type { Outline } from './SliceMarks.tsx'
import { PLANES, PLANE_AXES, isMirrored, layOutSlices, voxelUnder } from './sliceGeometry.ts'
import type { Plane, Rect, SliceLayout } from './sliceGeometry.ts'
import type { NiivueAdapter } from './niivueAdapter.ts'
import { useNiivue } from './useNiivue.ts'
import { useSize } from './useSize.ts'
import { ViewerMessage } from './ViewerMessage.tsx'

export interface SliceViewerProps {
  /** Name for assistive technology, e.g. "Map A". */
  readonly label: string
  /** The anatomy in file order; keep the same object as long as the run is the same. */
  readonly background: { readonly grid: Grid; readonly values: Float32Array }
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
  /** Size of text and lines: 1 on a desk, 1.4 on a projector. */
  readonly scale?: number
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
  const size = useSize(root)
  const { grid } = props.background
  const display = useMemo(() => displayGridOf(grid), [grid])
  const fileIndex = useMemo(() => fileIndexOfDisplay(display), [display])
  const fileVoxel = voxelOfMm(grid, props.crosshairMm)
  const voxel = displayVoxelOfFile(display, fileVoxel)
  const scale = props.scale ?? 1
  const layout = useMemo(() => {
    if (size === null) return null
    const device = (px: number): number => Math.round(px * size.pixelRatio)
    return layOutSlices(display, {
      kind: props.layout,
      width: device(size.width),
      height: device(size.height),
      gap: device(4 * scale),
      side: device(72 * scale),
    })
  }, [display, props.layout, scale, size])
  const adapter = renderer.phase === 'running' ? renderer.adapter : null
  useDrawing({ adapter, props, layout, voxel, pixelRatio: size?.pixelRatio ?? 1, display, fileIndex })

  const moveTo = (target: readonly [number, number, number]): void => {
    const next = fileVoxelOfDisplay(display, target)
    if (next.some((value, axis) => value !== fileVoxel[axis])) props.onCrosshair(mmOfVoxel(grid, next))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step =
      event.ctrlKey || event.altKey || event.metaKey ? null : keyStep(event.key, props.radiological)
    if (step === null) return
    event.preventDefault()
    event.stopPropagation()
    props.onCrosshair(stepCrosshair(grid, props.crosshairMm, step.axis, step.delta))
  }
  useWheel(root, (plane, delta) => {
    const axis = (['x', 'y', 'z'] as const)[PLANE_AXES[plane].through] ?? 'z'
    props.onCrosshair(stepCrosshair(grid, props.crosshairMm, axis, delta))
  })
  const [x, y, z] = props.crosshairMm
  const cssRect = (rect: Rect): Rect => scaleRect(rect, 1 / (size?.pixelRatio ?? 1))
  return (
    <div
      ref={root}
      style={ROOT}
      tabIndex={0}
      role="application"
      aria-roledescription="slice viewer"
      aria-label={`${props.label}, slices at x ${mmText(x)}, y ${mmText(y)}, z ${mmText(z)} mm. Arrow keys, Page Up and Page Down move by a voxel.`}
      data-phase={renderer.phase}
      onKeyDown={onKeyDown}
    >
      <div ref={host} style={props.dimmed ? DIMMED : FILL} />
      {layout !== null && (
        <svg
          style={{ ...FILL, width: '100%', height: '100%', opacity: props.dimmed ? 0.75 : 1 }}
          aria-hidden="true"
        >
          {PLANES.map((plane) => {
            const rect = cssRect(layout.slices[plane])
            const mirrored = isMirrored(plane, props.radiological)
            return (
              <g key={plane}>
                <SliceMarks {...props} plane={plane} {...{ rect, display, fileIndex, voxel, scale }} />
                <HitArea
                  plane={plane}
                  rect={rect}
                  onPoint={(across, down) => {
                    moveTo(voxelUnder(display, voxel, plane, { across, down, mirrored }))
                  }}
                />
              </g>
            )
          })}
        </svg>
      )}
      {layout !== null && <Readout {...props} rect={cssRect(layout.readout)} scale={scale} />}
      <ViewerMessage
        renderer={renderer}
        onAgain={() => {
          setGeneration((count) => count + 1)
        }}
      />
    </div>
  )
}

interface Drawing {
  readonly adapter: NiivueAdapter | null
  readonly props: SliceViewerProps
  readonly layout: SliceLayout | null
  readonly voxel: readonly [number, number, number]
  readonly pixelRatio: number
  readonly display: ReturnType<typeof displayGridOf>
  readonly fileIndex: Int32Array
}

/** Hands every change to the renderer; the overlay waits for the anatomy, whose grid it is drawn on. */
function useDrawing({ adapter, props, layout, voxel, pixelRatio, display, fileIndex }: Drawing): void {
  const { background, overlay, radiological } = props
  const isSmooth = props.smoothAnatomy ?? true
  const [shown, setShown] = useState<{ adapter: NiivueAdapter; background: object } | null>(null)
  const isShown = shown !== null && shown.adapter === adapter && shown.background === background
  useEffect(() => {
    if (adapter === null) return
    void adapter.showAnatomy(display, anatomyBytes(background.values, fileIndex)).then(() => {
      setShown({ adapter, background })
    })
  }, [adapter, background, display, fileIndex])
  useEffect(() => {
    if (adapter === null || !isShown) return
    const empty = new Uint8Array(fileIndex.length * 4)
    adapter.showOverlay(overlay === null ? empty : bakeOverlay(overlay, fileIndex))
  }, [adapter, isShown, overlay, fileIndex])
  useEffect(() => {
    if (isShown) adapter?.smoothAnatomy(isSmooth)
  }, [adapter, isShown, isSmooth])
  useEffect(() => {
    if (layout !== null) adapter?.place(layout, pixelRatio)
  }, [adapter, layout, pixelRatio])
  useEffect(() => {
    adapter?.setRadiological(radiological)
  }, [adapter, radiological])
  const [i, j, k] = voxel
  useEffect(() => {
    if (isShown) adapter?.moveTo([i, j, k])
  }, [adapter, isShown, i, j, k])
}

function scaleRect(rect: Rect, factor: number): Rect {
  return { x: rect.x * factor, y: rect.y * factor, width: rect.width * factor, height: rect.height * factor }
}

interface HitAreaProps {
  readonly plane: Plane
  readonly rect: Rect
  readonly onPoint: (across: number, down: number) => void
}

/** Takes clicks and drags on one slice, as fractions of its width and height. */
function HitArea({ plane, rect, onPoint }: HitAreaProps): JSX.Element {
  const tell = (event: PointerEvent<SVGRectElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    onPoint((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  return (
    <rect
      {...rect}
      data-plane={plane}
      fill="transparent"
      style={{ cursor: 'crosshair', touchAction: 'none' }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        tell(event)
      }}
      onPointerMove={(event) => {
        if ((event.buttons & 1) === 1) tell(event)
      }}
    />
  )
}

/** Wheel travel that moves by one slice: a notch of most mice gives 100, a touch pad many small steps. */
const WHEEL_STEP = 40

/** Moves through the slices under the pointer, one for each notch; a listener of its own because it must not scroll the page. */
function useWheel(root: RefObject<HTMLElement | null>, onStep: (plane: Plane, delta: number) => void): void {
  const latest = useRef(onStep)
  useEffect(() => {
    latest.current = onStep
  })
  useEffect(() => {
    const element = root.current
    if (element === null) return
    let travel = 0
    const onWheel = (event: WheelEvent): void => {
      const plane = PLANES.find(
        (p) => event.target instanceof SVGElement && event.target.dataset['plane'] === p,
      )
      if (plane === undefined || event.ctrlKey) return
      event.preventDefault()
      travel += event.deltaMode === 0 ? event.deltaY : event.deltaY * WHEEL_STEP
      if (Math.abs(travel) < WHEEL_STEP) return
      latest.current(plane, travel < 0 ? 1 : -1)
      travel = 0
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('wheel', onWheel)
    }
  }, [root])
}

/** Colour bar, and beside it in the 2 x 2 layout the readout. */
function Readout(props: SliceViewerProps & { rect: Rect; scale: number }): JSX.Element | null {
  const { rect, scale, overlay, colourBar, layout } = props
  const isGrid = layout === 'grid'
  const hasBar = colourBar !== null && overlay !== null && overlay.kind !== 'categorical'
  const barHeight = Math.max(40, rect.height - (isGrid ? 48 : 20) * scale)
  return (
    <div
      style={{
        position: 'absolute',
        left: rect.x,
        top: rect.y,
        width: rect.width,
        height: rect.height,
        display: 'flex',
      }}
    >
      {hasBar && (
        <div style={{ flex: 'none', width: 76 * scale }}>
          <ColourBar
            colours={overlay.kind}
            range={overlay.range}
            unit={colourBar.unit}
            pointer={colourBar.pointer}
            height={barHeight}
            scale={scale}
            isUnitShown={isGrid}
          />
        </div>
      )}
      {isGrid && <div style={{ flex: 1, minWidth: 0 }}>{props.readout}</div>}
    </div>
  )
}
