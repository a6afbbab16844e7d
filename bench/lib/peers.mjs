import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { root } from '../../scripts/lib/run.mjs'
import { spread } from './statistics.mjs'

/**
 * The Python that has nilearn: $BENCH_PYTHON or .cache/bench-venv.
 * @throws {Error} that says how to get one
 */
export function peersPython() {
  const asked = process.env['BENCH_PYTHON']
  const python = asked ?? path.join(root, '.cache', 'bench-venv', 'bin', 'python')
  if (existsSync(python)) return python
  throw new Error(
    'npm run bench:peers needs nilearn: python3 -m venv .cache/bench-venv && ' +
      '.cache/bench-venv/bin/pip install -r bench/requirements.txt (or set BENCH_PYTHON).',
  )
}

/** nilearn on the same files. */
export async function measurePeers(python, size, { bold, events }) {
  const script = path.join(root, 'bench', 'peers.py')
  const repeats = size.name === 'classic' ? 3 : 1
  const { stdout } = await promisify(execFile)(python, [
    script,
    bold,
    events,
    String(size.tr),
    String(repeats),
  ])
  const { version, voxels, fileToMap, refitModel, refitAr1, refitOls } = JSON.parse(stdout)
  const inMilliseconds = (seconds) => spread(seconds.map((value) => 1e3 * value))
  return {
    version,
    voxels,
    fileToMapMs: inMilliseconds(fileToMap),
    refitModelMs: inMilliseconds(refitModel),
    refitAr1Ms: inMilliseconds(refitAr1),
    refitOlsMs: inMilliseconds(refitOls),
  }
}
