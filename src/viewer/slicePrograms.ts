/** Words of the fragment programs that slices need: the slice itself, a volume's frame laid out, and a plain copy of it. */
const neededWords: readonly (readonly string[])[] = [
  ['paqdEaseAlpha'],
  ['usampler3D intensityVol', 'isColorbarFromZero'],
  ['FragColor = texture(in3D, vec3(TexCoord.xy, coordZ))'],
]

/** Fragment programs that have those words too: slices of directions in colours. */
const unneededWords = ['xyzFlip']

/** Whether slices are drawn with a fragment program of NiiVue 0.69, by its source. */
export function isNeededForSlices(fragmentSource: string): boolean {
  if (unneededWords.some((word) => fragmentSource.includes(word))) return false
  return neededWords.some((words) => words.every((word) => fragmentSource.includes(word)))
}

type Context = Pick<
  WebGL2RenderingContext,
  | 'shaderSource'
  | 'compileShader'
  | 'attachShader'
  | 'linkProgram'
  | 'getProgramParameter'
  | 'getUniformLocation'
  | 'useProgram'
>

/**
 * Has a context compile only the programs that slices need. NiiVue makes 48 for each viewer, nearly all for renderings in 3D, meshes and
 * text that are never shown, and waits for each. The others seem to be there, have no uniforms and cannot be used.
 */
export function compileOnlySlices(gl: WebGL2RenderingContext): void {
  const own: Context = bound(gl)
  const sources = new Map<WebGLShader, string>()
  const shaders = new Map<WebGLProgram, WebGLShader[]>()
  const linked = new WeakSet()
  const only: Context = {
    shaderSource: (shader, source) => void sources.set(shader, source),
    compileShader: () => undefined,
    attachShader: (program, shader) => void shaders.set(program, [...(shaders.get(program) ?? []), shader]),
    linkProgram: (program) => {
      const parts = shaders.get(program) ?? []
      if (!parts.some((shader) => isNeededForSlices(sources.get(shader) ?? ''))) return
      for (const shader of parts) {
        own.shaderSource(shader, sources.get(shader) ?? '')
        own.compileShader(shader)
        own.attachShader(program, shader)
      }
      own.linkProgram(program)
      linked.add(program)
    },
    getProgramParameter: (program, name): unknown =>
      linked.has(program) ? own.getProgramParameter(program, name) : true,
    getUniformLocation: (program, name) =>
      linked.has(program) ? own.getUniformLocation(program, name) : null,
    useProgram: (program) => own.useProgram(program !== null && linked.has(program) ? program : null),
  }
  Object.assign(gl, only)
}

function bound(gl: WebGL2RenderingContext): Context {
  return {
    shaderSource: gl.shaderSource.bind(gl),
    compileShader: gl.compileShader.bind(gl),
    attachShader: gl.attachShader.bind(gl),
    linkProgram: gl.linkProgram.bind(gl),
    getProgramParameter: gl.getProgramParameter.bind(gl),
    getUniformLocation: gl.getUniformLocation.bind(gl),
    useProgram: gl.useProgram.bind(gl),
  }
}
