import path from 'node:path'
import process from 'node:process'

import { runnerImport } from 'vite'

import { root } from './lib/run.mjs'

// Measures docs/real-scan.md and docs/real-scan-refits.md, which say where the scan comes from.
const data = process.env['REAL_DATA']
const python = process.env['REFERENCE_PYTHON'] ?? 'python3'
if (!data) {
  console.error('REAL_DATA has to name the folder of the scan; docs/real-scan.md says where it comes from.')
  process.exit(1)
}
const { module } = await runnerImport(path.join(root, 'scripts/realScan/realScan.ts'), { root })
await module.writeRealScan({ data, python, root })
console.log('docs/real-scan.md and docs/real-scan-refits.md are written.')
