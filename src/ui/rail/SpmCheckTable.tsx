import type { ReactNode } from 'react'
import type { SpmCheck } from '../../state/spmCheck.ts'
import { count } from '../format.ts'
import { useApp } from '../store.ts'

/** How near the refit comes to SPM's own images: the worst of them in a sentence, each in a table. */
export function SpmCheckTable(): ReactNode {
  const check = useApp((state) => state.spmCheck)
  if (check === null || check.rows.length === 0) return null
  return (
    <details className="maps-check" open={!isClose(check)}>
      <summary>
        <span role="status" aria-label="Agreement with SPM’s images">
          {summaryOf(check)}
        </span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">image</th>
            <th scope="col">largest difference</th>
            <th scope="col">of its largest value</th>
            <th scope="col">r</th>
          </tr>
        </thead>
        <tbody>
          {check.rows.map((row) => (
            <tr key={row.fileName} title={`${row.fileName}: ${voxelWords(row)}`}>
              <th scope="row">{row.what}</th>
              <td>{tiny(row.largest)}</td>
              <td>{tiny(row.relative)}</td>
              <td>{correlation(row.r)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="maps-note">
        Over the voxels that both have. SPM’s images are float32, which alone differ by up to 6e-8 of a value.
      </p>
    </details>
  )
}

/** Closer than this the settings and the numbers are SPM's. */
const close = 1e-5

function isClose({ rows }: SpmCheck): boolean {
  return rows.every(({ relative }) => relative < close)
}

function summaryOf(check: SpmCheck): string {
  const worst = check.rows.reduce((most, row) => (row.relative > most.relative ? row : most))
  const pane = check.pane.toUpperCase()
  const images = check.rows.length === 1 ? 'SPM’s image' : `${String(check.rows.length)} of SPM’s images`
  return `Refit in ${pane}: within ${tiny(worst.relative)} of ${images} (at worst ${worst.what}).`
}

function voxelWords({ voxels, onlyFile, onlyRefit }: SpmCheck['rows'][number]): string {
  return `${count(voxels)} voxels; ${count(onlyFile)} only in the file, ${count(onlyRefit)} only in the refit`
}

function tiny(value: number): string {
  return value === 0 ? '0' : value.toExponential(1)
}

function correlation(r: number): string {
  return r > 0.9999995 ? '1.000000' : r.toFixed(6)
}
