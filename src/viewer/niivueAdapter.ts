import type { Niivue, NVImage, SLICE_TYPE } from '@niivue/niivue'
import { finerDisplay, type DisplayGrid, type Triple } from './displayGrid.ts'
import { loadNiivue } from './loadNiivue.ts'
import { niftiBuffer } from './niftiBuffer.ts'
import type { Plane, Rect, SliceLayout } from './sliceGeometry.ts'
import { PLANES } from './sliceGeometry.ts'
import { compileOnlySlices } from './slicePrograms.ts'
import { smoothVolume, volumeTexture, writeSlices, type VolumeTexture } from './volumeTexture.ts'

/** The page's background, #0a0a0b, in both themes. */
const BACKGROUND: [number, number, number, number] = [10 / 255, 10 / 255, 11 / 255, 1]

const OPTIONS = {
  backColor: BACKGROUND,
  crosshairWidth: 0,
  isColorbar: false,
  isOrientationTextVisible: false,
  isNearestInterpolation: true,
  isResizeCanvas: false,
  isSliceMM: false,
  interactive: false,
  dragAndDropEnabled: false,
  loadingText: '',
  logLevel: 'error',
} as const

/**
 * Keeps one NiiVue 0.69 drawing three slices of one anatomy and one baked overlay. Nothing else in the program knows
 * NiiVue. It is given the extent of the display's box on a diagonal affine and two textures in display order, and neither listens to the
 * mouse nor writes text: positions, labels and the crosshair are the room's own. Its life: `attach`, then any calls, then `dispose`.
 */
export class NiivueAdapter {
  readonly canvas: HTMLCanvasElement
  private readonly niivue: Niivue
  private readonly imageClass: typeof NVImage
  private readonly sliceTypes: Readonly<Record<Plane, SLICE_TYPE>>
  private display: DisplayGrid | null = null
  private parts = 1
  private isSmooth = false
  private anatomy: VolumeTexture | null = null
  private overlay: VolumeTexture | null = null
  private frame = 0
  private anatomyCount = 0
  private isDisposed = false

  private constructor(canvas: HTMLCanvasElement, library: typeof import('@niivue/niivue')) {
    this.canvas = canvas
    this.niivue = new library.Niivue(OPTIONS)
    this.imageClass = library.NVImage
    const { CORONAL, SAGITTAL, AXIAL } = library.SLICE_TYPE
    this.sliceTypes = { coronal: CORONAL, sagittal: SAGITTAL, axial: AXIAL }
  }

  /** Loads NiiVue and attaches one to a new canvas in `host`; `onLost` is told when the browser takes the context. */
  static async attach(host: HTMLElement, onLost: () => void): Promise<NiivueAdapter> {
    const library = await loadNiivue()
    const canvas = document.createElement('canvas')
    canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none;outline:none'
    // The size it will be drawn at: a browser waits for the graphics card when the size changes.
    canvas.width = Math.max(1, Math.round(host.clientWidth * devicePixelRatio))
    canvas.height = Math.max(1, Math.round(host.clientHeight * devicePixelRatio))
    host.append(canvas)
    const adapter = new NiivueAdapter(canvas, library)
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault()
      if (!adapter.isDisposed) onLost()
    })
    // The context that NiiVue will ask for is made here, with the same attributes, so that it can be told what to leave out.
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false })
    if (gl !== null) compileOnlySlices(gl)
    await adapter.niivue.attachToCanvas(canvas, false)
    host.style.backgroundColor = ''
    adapter.skipGradient()
    return adapter
  }

  /**
   * Makes room for an anatomy whose voxels are those of the display cut into `parts` along each axis, and for an overlay on the display's own
   * voxels; false if a later call has overtaken it. Nothing is drawn before greys are.
   */
  async showAnatomy(display: DisplayGrid, parts: number): Promise<boolean> {
    const count = ++this.anatomyCount
    const volumes = this.display === display ? null : await this.boxOf(display)
    if (this.isDisposed || count !== this.anatomyCount) return false
    if (volumes !== null) this.replaceVolumes(volumes)
    this.display = display
    this.parts = parts
    const { gl } = this.niivue
    if (this.anatomy !== null && this.anatomy.texture !== this.niivue.volumeTexture)
      gl.deleteTexture(this.anatomy.texture)
    this.anatomy = volumeTexture(gl, finerDisplay(display, parts).dims, 'grey')
    if (volumes !== null) this.overlay = volumeTexture(gl, display.dims, 'rgba')
    if (volumes !== null && this.overlay !== null) this.show('overlayTexture', this.overlay)
    smoothVolume(gl, this.anatomy, this.isSmooth)
    return true
  }

  /** Writes greys of the anatomy in display order, whole slices from the slice `from` on; they are drawn with the last slice. */
  showGreys(greys: Uint8Array, from = 0): void {
    if (this.anatomy === null || this.isDisposed) return
    writeSlices(this.niivue.gl, this.anatomy, greys, from)
    const [nx, ny, nz] = this.anatomy.dims
    if (from + greys.length / (nx * ny) < nz) return
    this.show('volumeTexture', this.anatomy)
    this.draw()
  }

  /** Draws the overlay, four bytes a voxel in display order, in place of the one before. */
  showOverlay(rgba: Uint8Array): void {
    if (this.overlay === null || this.isDisposed) return
    writeSlices(this.niivue.gl, this.overlay, rgba)
    this.draw()
  }

  /** Draws the anatomy smoothly between voxel centres or as voxels; the overlay is always drawn as voxels. */
  smoothAnatomy(isSmooth: boolean): void {
    this.isSmooth = isSmooth
    if (this.anatomy === null || this.isDisposed) return
    smoothVolume(this.niivue.gl, this.anatomy, isSmooth)
    this.draw()
  }

  /** Places the slices; `pixelRatio` is device pixels per CSS pixel. */
  place(layout: SliceLayout, pixelRatio: number): void {
    if (this.isDisposed) return
    // Larger than the layout is as good, what is beyond is cut off: at another size the browser waits for the graphics card.
    if (this.canvas.width < layout.width) this.canvas.width = layout.width
    if (this.canvas.height < layout.height) this.canvas.height = layout.height
    const { width, height } = this.canvas
    this.canvas.style.width = `${String(width / pixelRatio)}px`
    this.canvas.style.height = `${String(height / pixelRatio)}px`
    this.niivue.uiData.dpr = pixelRatio
    // NiiVue would shrink a slice by part of a pixel to keep its aspect; the overlay drawing needs the exact rectangle.
    this.niivue.calculateWidthHeight = (_type, _scale, w, h) => [w, h]
    this.niivue.setCustomLayout(
      PLANES.map((plane) => ({
        sliceType: this.sliceTypes[plane],
        position: fractions(layout.slices[plane], width, height),
      })),
    )
    this.draw()
  }

  /** Shows the slices through a display voxel. */
  moveTo(voxel: Triple): void {
    if (this.display === null) return
    const [nx, ny, nz] = this.display.dims
    // The middle of an even number of parts lies between two of them: a nudge decides which one is drawn as voxels.
    const middle = this.parts % 2 === 0 ? 0.5 + 0.01 / this.parts : 0.5
    this.niivue.scene.crosshairPos = [
      (voxel[0] + middle) / nx,
      (voxel[1] + middle) / ny,
      (voxel[2] + middle) / nz,
    ]
    this.draw()
  }

  /** Draws right on the left (radiological) or right on the right (neurological). */
  setRadiological(isRadiological: boolean): void {
    this.niivue.opts.isRadiologicalConvention = isRadiological
    this.draw()
  }

  /** Gives the WebGL context back, of which a page has 16, and removes the canvas. */
  dispose(): void {
    this.isDisposed = true
    cancelAnimationFrame(this.frame)
    this.niivue.cleanup()
    this.niivue.gl.getExtension('WEBGL_lose_context')?.loseContext()
    this.canvas.remove()
  }

  /** Draws once in the next frame, however many changes ask for it. */
  private draw(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => {
      if (!this.isDisposed && this.anatomy !== null) this.niivue.drawScene()
    })
  }

  /** NiiVue blurs each new anatomy and takes its gradient for renderings in 3D, which are not shown: a plain copy costs far less. */
  private skipGradient(): void {
    const copying = this.niivue.passThroughShader
    if (copying === undefined) return
    this.niivue.blurShader = copying
    this.niivue.sobelFirstOrderShader = copying
  }

  /**
   * Two volumes of 2 x 2 x 2 voxels that fill the display's box, from which NiiVue knows where slices lie. What it shows are the
   * textures that are put in their place: laying out a volume of any size itself, it renders each slice of it four times, and
   * waits for each.
   */
  private async boxOf({ dims, spacingMm, ...rest }: DisplayGrid): Promise<[NVImage, NVImage]> {
    const spacing = (axis: 0 | 1 | 2): number => (dims[axis] * spacingMm[axis]) / 2
    const box = {
      ...rest,
      dims: [2, 2, 2] as const,
      spacingMm: [spacing(0), spacing(1), spacing(2)] as const,
    }
    const volume = (): Promise<NVImage> => this.image(niftiBuffer(box, new Uint8Array(8)), 'box.nii')
    return [await volume(), await volume()]
  }

  private replaceVolumes([anatomy, overlay]: readonly [NVImage, NVImage]): void {
    this.niivue.volumes = []
    this.niivue.addVolume(anatomy)
    this.niivue.addVolume(overlay)
  }

  private show(place: 'volumeTexture' | 'overlayTexture', { texture }: VolumeTexture): void {
    const before = this.niivue[place]
    this.niivue[place] = texture
    if (before !== null && before !== texture) this.niivue.gl.deleteTexture(before)
  }

  private async image(buffer: ArrayBuffer, name: string): Promise<NVImage> {
    // The declared signature demands all twenty arguments; only the scale (0 to 255 as it is) matters here.
    const create = this.imageClass.new.bind(this.imageClass) as unknown as (
      ...values: readonly unknown[]
    ) => Promise<NVImage>
    return create(buffer, name, 'gray', 1, null, 0, 255)
  }
}

/**
 * A rectangle as fractions of the canvas. NiiVue multiplies back and truncates, so each side is moved by less than a
 * pixel to the safe side of rounding.
 */
function fractions(rect: Rect, width: number, height: number): [number, number, number, number] {
  const nudge = 0.01
  return [
    (rect.x + nudge) / width,
    (rect.y - 2 * nudge) / height,
    (rect.width + nudge) / width,
    (rect.height + nudge) / height,
  ]
}
