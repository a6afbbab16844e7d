import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { explainScan, scanFiles } from './explainScan.ts'
import { nilearnSteps } from './nilearnSteps.ts'
import { refitsText, sharesText } from './pageText.ts'

/** Where things are. */
export interface RealScanRequest {
  /** Folder of the scan. */
  readonly data: string
  /** A Python with scripts/reference/requirements.txt. */
  readonly python: string
  /** Folder of the repository. */
  readonly root: string
}

/** Explains the real scan, has nilearn refit some of it, and writes both documents' tables. */
export async function writeRealScan({ data, python, root }: RealScanRequest): Promise<void> {
  const files = scanFiles(data)
  const explained = await explainScan(files)
  const refitted = nilearnSteps(python, files, explained, path.join(root, '.cache', 'real-scan'))
  await writeBetweenMarks(path.join(root, 'docs', 'real-scan.md'), sharesText(explained, refitted))
  await writeBetweenMarks(path.join(root, 'docs', 'real-scan-refits.md'), refitsText(explained))
}

const begin = '<!-- measured: begin -->'
const end = '<!-- measured: end -->'

async function writeBetweenMarks(file: string, text: string): Promise<void> {
  const page = readFileSync(file, 'utf8')
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} needs ${begin} and ${end}.`)
  const whole = `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), filepath: file }))
}
