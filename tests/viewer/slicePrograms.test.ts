import { describe, expect, it } from 'vitest'
import { compileOnlySlices, isNeededForSlices } from '../../src/viewer/slicePrograms.ts'

const slice = 'float paqdEaseAlpha(float alpha) { return alpha; }'
const rendering = 'uniform sampler3D volume; void main() {}'

/** A context that notes what it is asked for; its shaders and programs are numbered objects. */
function context(): { gl: WebGL2RenderingContext; asked: string[] } {
  const asked: string[] = []
  const note =
    (name: string, answer?: unknown) =>
    (...[object]: { name: string }[]): unknown => {
      asked.push(`${name} ${object?.name ?? 'null'}`)
      return answer
    }
  const gl = {
    shaderSource: note('shaderSource'),
    compileShader: note('compileShader'),
    attachShader: note('attachShader'),
    linkProgram: note('linkProgram'),
    getProgramParameter: note('getProgramParameter', false),
    getUniformLocation: note('getUniformLocation', { name: 'location' }),
    useProgram: note('useProgram'),
  }
  return { gl: gl as unknown as WebGL2RenderingContext, asked }
}

/** Makes a program as NiiVue does. */
function compile(gl: WebGL2RenderingContext, program: { name: string }, fragmentSource: string): void {
  const sources = {
    [`${program.name} vertex`]: 'void main() {}',
    [`${program.name} fragment`]: fragmentSource,
  }
  for (const [name, source] of Object.entries(sources)) {
    const shader = { name }
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
}

describe('compileOnlySlices', () => {
  it('compiles, links and uses what slices need', () => {
    const { gl, asked } = context()
    compileOnlySlices(gl)
    const program = { name: 'slice' }
    compile(gl, program, slice)
    expect(asked).toEqual([
      ...['shaderSource', 'compileShader'].map((call) => `${call} slice vertex`),
      'attachShader slice',
      ...['shaderSource', 'compileShader'].map((call) => `${call} slice fragment`),
      'attachShader slice',
      'linkProgram slice',
    ])
    expect(gl.getProgramParameter(program, 0)).toBe(false)
    expect(gl.getUniformLocation(program, 'volume')).not.toBeNull()
    gl.useProgram(program)
    expect(asked.at(-1)).toBe('useProgram slice')
  })

  it('asks the graphics card nothing about what they do not need', () => {
    const { gl, asked } = context()
    compileOnlySlices(gl)
    const program = { name: 'rendering' }
    compile(gl, program, rendering)
    expect(gl.getProgramParameter(program, 0)).toBe(true)
    expect(gl.getUniformLocation(program, 'volume')).toBeNull()
    expect(asked).toEqual([])
    gl.useProgram(program)
    expect(asked).toEqual(['useProgram null'])
  })
})

describe('isNeededForSlices', () => {
  it('tells the program of slices from the one that colours directions', () => {
    expect(isNeededForSlices(slice)).toBe(true)
    expect(isNeededForSlices(`${slice} vec3 xyzFlip;`)).toBe(false)
    expect(isNeededForSlices(rendering)).toBe(false)
  })
})
