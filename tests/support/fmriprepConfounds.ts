import { createUniform } from './bruteForceFit.ts'

/** A table as fMRIPrep 23 writes it: smooth motion with what is derived from it, components, n/a where nothing precedes. */
export function fmriprepConfounds(scanCount: number, repetitionTimeSeconds: number): string {
  const uniform = createUniform()
  const walk = (size: number): number[] => {
    let at = 0
    return Array.from({ length: scanCount }, () => (at += size * uniform()))
  }
  const noise = (): number[] => Array.from({ length: scanCount }, uniform)
  const columns: [name: string, values: (number | null)[]][] = [
    ['csf', walk(4).map((value) => 900 + value)],
    ['white_matter', walk(4).map((value) => 800 + value)],
    ['global_signal', walk(3).map((value) => 850 + value)],
    ['framewise_displacement', [null, ...noise().slice(1).map(Math.abs)]],
  ]
  for (let k = 0; k < 6; k++) columns.push([`a_comp_cor_0${String(k)}`, noise()])
  const cosines = Math.floor((2 * scanCount * repetitionTimeSeconds) / 128)
  for (let k = 1; k <= cosines; k++) {
    columns.push([
      `cosine0${String(k - 1)}`,
      Array.from({ length: scanCount }, (_, i) => Math.cos((Math.PI * k * (i + 0.5)) / scanCount)),
    ])
  }
  for (const name of ['trans_x', 'trans_y', 'trans_z', 'rot_x', 'rot_y', 'rot_z']) {
    const values = walk(name.startsWith('rot') ? 0.002 : 0.1)
    const changes = values.map((value, i) => (i === 0 ? null : value - (values[i - 1] ?? 0)))
    const squared = (value: number | null): number | null => (value === null ? null : value * value)
    columns.push([name, values], [`${name}_derivative1`, changes])
    columns.push([`${name}_power2`, values.map(squared)])
    columns.push([`${name}_derivative1_power2`, changes.map(squared)])
  }
  columns.push(['motion_outlier00', Array.from({ length: scanCount }, (_, i) => Number(i === 11))])
  const cell = (value: number | null): string => (value === null ? 'n/a' : value.toFixed(9))
  const rows = Array.from({ length: scanCount }, (_, i) =>
    columns.map(([, values]) => cell(values[i] ?? null)).join('\t'),
  )
  return [columns.map(([name]) => name).join('\t'), ...rows, ''].join('\n')
}
