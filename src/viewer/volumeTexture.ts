import type { Triple } from './displayGrid.ts'

/** Bytes a voxel: grey alone, or red, green, blue and opacity. */
export type Voxels = 'grey' | 'rgba'

const BYTES: Readonly<Record<Voxels, number>> = { grey: 1, rgba: 4 }

/** A volume on the graphics card, x fastest. */
export interface VolumeTexture {
  readonly texture: WebGLTexture
  readonly dims: Triple
  readonly voxels: Voxels
}

/** Makes room for a volume, black and transparent; it is drawn as voxels until it is smoothed. */
export function volumeTexture(gl: WebGL2RenderingContext, dims: Triple, voxels: Voxels): VolumeTexture {
  const texture = gl.createTexture()
  const volume = { texture, dims, voxels }
  bind(gl, volume)
  const parameters = [gl.TEXTURE_WRAP_R, gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]
  for (const parameter of parameters) gl.texParameteri(gl.TEXTURE_3D, parameter, gl.CLAMP_TO_EDGE)
  const format = formatOf(gl, voxels)
  gl.texImage3D(gl.TEXTURE_3D, 0, format, ...dims, 0, format, gl.UNSIGNED_BYTE, null)
  smoothVolume(gl, volume, false)
  return volume
}

/** Writes whole slices of a volume, from the slice `from` on; as many as there are bytes for. */
export function writeSlices(
  gl: WebGL2RenderingContext,
  volume: VolumeTexture,
  bytes: Uint8Array,
  from = 0,
): void {
  const [nx, ny] = volume.dims
  const count = bytes.length / (nx * ny * BYTES[volume.voxels])
  bind(gl, volume)
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
  const format = formatOf(gl, volume.voxels)
  gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, from, nx, ny, count, format, gl.UNSIGNED_BYTE, bytes)
}

/** Draws a volume smoothly between voxel centres, or as voxels. */
export function smoothVolume(gl: WebGL2RenderingContext, volume: VolumeTexture, isSmooth: boolean): void {
  bind(gl, volume)
  const filter = isSmooth ? gl.LINEAR : gl.NEAREST
  gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, filter)
  gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, filter)
}

/** One byte of light is read as the same red, green and blue. */
function formatOf(gl: WebGL2RenderingContext, voxels: Voxels): GLenum {
  return voxels === 'grey' ? gl.LUMINANCE : gl.RGBA
}

/** On the unit that the renderer binds anew whenever it draws. */
function bind(gl: WebGL2RenderingContext, { texture }: VolumeTexture): void {
  gl.activeTexture(gl.TEXTURE0)
  gl.bindTexture(gl.TEXTURE_3D, texture)
}
