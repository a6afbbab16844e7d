import { createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'

/** Rest and task take turns in blocks of so many seconds. */
const blockSeconds = 20

/** A seeded stream of uniform numbers (mulberry32): the same files on every machine. */
function uniformStream(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Normal numbers to draw from: a table is a hundred times faster than drawing anew, and long enough here. */
function noiseTable(uniform) {
  return Float32Array.from({ length: 1 << 18 }, () => {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  })
}

function header({ dims, slices, scans, tr, datatype, voxelMm }) {
  const bytes = Buffer.alloc(352)
  bytes.writeInt32LE(348, 0)
  const dim = [4, dims[0], dims[1], slices, scans, 1, 1, 1]
  dim.forEach((value, i) => bytes.writeInt16LE(value, 40 + 2 * i))
  bytes.writeInt16LE(datatype === 'int16' ? 4 : 16, 70)
  bytes.writeInt16LE(datatype === 'int16' ? 16 : 32, 72)
  const pixdim = [1, voxelMm, voxelMm, voxelMm, tr, 0, 0, 0]
  pixdim.forEach((value, i) => bytes.writeFloatLE(value, 76 + 4 * i))
  bytes.writeFloatLE(352, 108)
  bytes.writeFloatLE(1, 112)
  bytes.writeUInt8(2 | 8, 123)
  bytes.writeInt16LE(1, 254)
  const rows = [
    [voxelMm, 0, 0, (-voxelMm * dims[0]) / 2],
    [0, voxelMm, 0, (-voxelMm * dims[1]) / 2],
    [0, 0, voxelMm, (-voxelMm * slices) / 2],
  ]
  rows.flat().forEach((value, i) => bytes.writeFloatLE(value, 280 + 4 * i))
  bytes.write('n+1\0', 344, 'latin1')
  return bytes
}

/** How the numbers lie in what their type can hold; how well a file compresses depends on it. */
const scales = {
  /** Scaled to the whole range of int16, as scanners do, with as much noise in air: 59 MB compress to about 48. */
  int16: { tissue: 14_000, contrast: 14_000, air: 300, airNoise: 5 },
  float32: { tissue: 900, contrast: 200, air: 8, airNoise: 1 },
}

/** Signal without noise: an ellipsoid of tissue with texture, air around it. */
function baseline({ dims: [nx, ny, nz], slices, datatype }, uniform) {
  const { tissue, contrast, air } = scales[datatype]
  const firstSlice = Math.floor((nz - slices) / 2)
  const signal = new Float32Array(nx * ny * slices)
  for (let z = 0, at = 0; z < slices; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, at++) {
        const r =
          ((x - nx / 2) / (0.36 * nx)) ** 2 +
          ((y - ny / 2) / (0.42 * ny)) ** 2 +
          ((z + firstSlice - nz / 2) / (0.42 * nz)) ** 2
        signal[at] = r < 1 ? tissue + contrast * uniform() : air * (1 + uniform())
      }
    }
  }
  return signal
}

/** Writes the volumes: noise with a lag-1 correlation of .3, a slow drift, and a response in a tenth of the tissue. */
async function writeVolumes(size, out) {
  const uniform = uniformStream(1)
  const table = noiseTable(uniform)
  const signal = baseline(size, uniform)
  const noise = new Float32Array(signal.length)
  const { tissue, contrast, airNoise } = scales[size.datatype]
  const values = size.datatype === 'int16' ? new Int16Array(signal.length) : new Float32Array(signal.length)
  for (let t = 0; t < size.scans; t++) {
    const seconds = t * size.tr
    const task = Math.floor(seconds / blockSeconds) % 2
    const drift = 1 + 0.005 * Math.cos((Math.PI * t) / size.scans)
    const from = Math.floor(uniform() * table.length)
    for (let i = 0; i < values.length; i++) {
      const s = signal[i]
      noise[i] = 0.3 * noise[i] + table[(from + i) & (table.length - 1)]
      const isTissue = s >= tissue
      const response = s > tissue + 0.9 * contrast ? 0.01 * s * task : 0
      const noiseSd = isTissue ? 0.0085 * s : 0.0085 * airNoise * (s + 0.1 * tissue)
      values[i] = s * drift + response + noiseSd * noise[i]
    }
    if (!out.write(Buffer.from(values.buffer.slice(0)))) await once(out, 'drain')
  }
}

function eventsTsv({ scans, tr }) {
  const rows = ['onset\tduration\ttrial_type']
  const end = scans * tr
  for (let block = 0; block * blockSeconds < end; block++) {
    rows.push(`${block * blockSeconds}\t${blockSeconds}\t${block % 2 === 0 ? 'rest' : 'task'}`)
  }
  return `${rows.join('\n')}\n`
}

/**
 * The files of a size in `folder`, written where they are not there yet.
 * @returns {Promise<{ bold: string, events: string }>}
 */
export async function filesOf(size, folder) {
  mkdirSync(folder, { recursive: true })
  const stem = `sub-bench2_task-${size.name.replace('-', '')}_${size.slices}x${size.scans}`
  const bold = path.join(folder, `${stem}_bold.nii.gz`)
  const events = path.join(folder, `${stem}_events.tsv`)
  if (existsSync(bold) && existsSync(events)) return { bold, events }
  const unfinished = `${bold}.part`
  const gzip = createGzip({ level: 1 })
  const file = gzip.pipe(createWriteStream(unfinished))
  gzip.write(header(size))
  await writeVolumes(size, gzip)
  gzip.end()
  await once(file, 'close')
  writeFileSync(events, eventsTsv(size))
  renameSync(unfinished, bold)
  return { bold, events }
}
