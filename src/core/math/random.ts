/** A stream of pseudo-random numbers; the same seed gives the same stream on every machine. */
export interface RandomStream {
  /** 32 uniform bits as an unsigned integer. */
  readonly bits: () => number
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Standard normal. */
  readonly normal: () => number
}

const LAYERS = 128
const TAIL_START = 3.442619855899
const LAYER_AREA = 9.91256303526217e-3

/** A seeded stream: sfc32 (C. Doty-Humphrey, PractRand) with normals by the ziggurat (Marsaglia & Tsang 2000). */
export function randomStream(seed: number): RandomStream {
  const bits = sfc32(seed)
  const uniform = (): number => bits() / 4294967296
  return { bits, uniform, normal: () => ziggurat(bits) }
}

/** A random permutation of 0 … count - 1 (Fisher and Yates, as by Durstenfeld 1964). */
export function shuffledIndices(count: number, stream: RandomStream): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(stream.uniform() * (i + 1))
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return order
}

function sfc32(seed: number): () => number {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = seed | 0
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c = c | 0
    return sum >>> 0
  }
  for (let i = 0; i < 16; i++) next()
  return next
}

interface ZigguratTables {
  /** A signed integer of magnitude below this lies inside the layer without further test. */
  readonly inside: Float64Array
  readonly width: Float64Array
  readonly height: Float64Array
}

const tables = zigguratTables()

function zigguratTables(): ZigguratTables {
  const inside = new Float64Array(LAYERS)
  const width = new Float64Array(LAYERS)
  const height = new Float64Array(LAYERS)
  const scale = 2147483648
  let outer = TAIL_START
  let inner = TAIL_START
  const base = LAYER_AREA / Math.exp(-0.5 * outer * outer)
  inside[0] = (outer / base) * scale
  inside[1] = 0
  width[0] = base / scale
  width[LAYERS - 1] = outer / scale
  height[0] = 1
  height[LAYERS - 1] = Math.exp(-0.5 * outer * outer)
  for (let i = LAYERS - 2; i >= 1; i--) {
    outer = Math.sqrt(-2 * Math.log(LAYER_AREA / outer + Math.exp(-0.5 * outer * outer)))
    inside[i + 1] = (outer / inner) * scale
    inner = outer
    height[i] = Math.exp(-0.5 * outer * outer)
    width[i] = outer / scale
  }
  return { inside, width, height }
}

function ziggurat(bits: () => number): number {
  for (;;) {
    const word = bits()
    const layer = word & (LAYERS - 1)
    // The layer takes the word's low bits; the value must not share them.
    const signed = bits() | 0
    const x = signed * tables.width[layer]
    if (Math.abs(signed) < tables.inside[layer]) return x
    if (layer === 0) return signed > 0 ? tail(bits) : -tail(bits)
    const low = tables.height[layer]
    const high = tables.height[layer - 1]
    if (low + (bits() / 4294967296) * (high - low) < Math.exp(-0.5 * x * x)) return x
  }
}

/** A value beyond the outermost layer (Marsaglia 1964). */
function tail(bits: () => number): number {
  for (;;) {
    const x = -Math.log((bits() + 1) / 4294967297) / TAIL_START
    const y = -Math.log((bits() + 1) / 4294967297)
    if (y + y > x * x) return TAIL_START + x
  }
}
