import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { root } from '../../scripts/lib/run.mjs'
import { spread } from './statistics.mjs'

const usualEnvironments = ['bench-venv', 'bench-venv-0.12']

/**
 * The Pythons that have a nilearn each: those of $BENCH_PYTHON, or what is there of the usual ones in .cache.
 * @throws {Error} that says how to get one
 */
export function peersPythons() {
  const usual = usualEnvironments.map((name) => path.join(root, '.cache', name, 'bin', 'python'))
  const asked = process.env['BENCH_PYTHON']?.split(path.delimiter)
  const pythons = (asked ?? usual).filter((python) => existsSync(python))
  if (pythons.length > 0) return pythons
  throw new Error(
    'npm run bench:peers needs nilearn: python3 -m venv .cache/bench-venv && ' +
      '.cache/bench-venv/bin/pip install -r bench/requirements.txt (or set BENCH_PYTHON).',
  )
}

/** Every nilearn on the same files, one after the other. */
export async function measurePeers(pythons, size, files) {
  const peers = []
  for (const python of pythons) peers.push(await measurePeer(python, size, files))
  return peers
}

async function measurePeer(python, size, { bold, events }) {
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
