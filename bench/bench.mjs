import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { format, resolveConfig } from 'prettier'

import { root } from '../scripts/lib/run.mjs'
import { serveBuilds } from './lib/browser.mjs'
import { cancelRows, cancelRuns, measureCancelling } from './lib/cancelling.mjs'
import { filesOf } from './lib/generate.mjs'
import { describeMachine } from './lib/machine.mjs'
import { measureKernels, measureSize } from './lib/measure.mjs'
import { measurePeers, peersPythons } from './lib/peers.mjs'
import { growthRows, peerRows, sizeRows } from './lib/rows.mjs'
import { shareOf, sizes } from './lib/sizes.mjs'
import { table } from './lib/statistics.mjs'

/**
 * Measures the app in a real browser on generated runs, prints tables and writes bench/results.json. With --peers also nilearn
 * on the same files; with names of sizes (`classic`) or `cancelling` only those. What is measured is described in bench/README.md.
 */
const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
const cancels = names.length === 0 || names.includes('cancelling')
const chosen = sizes.filter(({ name }) => names.length === 0 || names.includes(name))
const pythons = args.includes('--peers') ? peersPythons() : null

function commit() {
  if (!existsSync(path.join(root, '.git'))) return 'unknown'
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
}

const started = performance.now()
/** What is being measured goes beside the tables, which may be piped away. */
const report = (text) => console.error(`${Math.round((performance.now() - started) / 1e3)} s  ${text}`)
const described = await describeMachine()
console.log(
  Object.entries(described)
    .map(([key, value]) => `${key}: ${value}`)
    .join('  '),
)
const folder = path.join(root, '.cache', 'bench')
report('generating runs, where they are missing')
const files = await Promise.all(chosen.map((size) => filesOf(size, folder)))
report('building')
const addresses = await serveBuilds()

const kernels = await measureKernels(addresses)
const rates = kernels.map(({ name, compiled, plain }) => [
  name,
  ...[compiled, plain, compiled / plain].map((value) => value.toFixed(value < 1 ? 2 : 1)),
])
console.log(`\n${table([['kernel, GFLOP/s, one thread', 'WASM SIMD', 'TypeScript', 'ratio'], ...rates])}`)

const results = []
for (const [i, size] of chosen.entries()) {
  const result = await measureSize(addresses, size, { files: files[i], report })
  if (pythons) report(`${size.name}: nilearn`)
  if (pythons) result.nilearn = await measurePeers(pythons, size, files[i])
  results.push(result)
  const title = `${size.name}: ${size.what}, ${shareOf(size)}`
  console.log(`\n${table([[title, ''], ...sizeRows(result)])}`)
  for (const peer of result.nilearn ?? []) {
    const head = ['', 'GLMscope', `nilearn ${peer.version}`, 'ratio']
    console.log(`\n${table([head, ...peerRows(result, peer)])}`)
  }
}
if (results.length > 1) {
  const head = [
    'growth, ns',
    '10^6 values',
    'read per value',
    'refit AR(1) per masked value',
    'toggle per voxel',
  ]
  console.log(`\n${table([head, ...growthRows(results)])}`)
}
const cancelling = []
for (const run of cancels ? cancelRuns : []) {
  const { size } = run
  const stages = await measureCancelling(addresses.page, run, { files: await filesOf(size, folder), report })
  cancelling.push({ run: size.name, stages })
  const head = [`cancelling, ${size.name}, ms`, 'left alone', 'longest wait', 'longest answer', 'median']
  console.log(`\n${table([head, ...cancelRows(stages)])}`)
}
await addresses.close()

const seconds = Math.round((performance.now() - started) / 1e3)
const contents = { commit: commit(), machine: described, seconds, kernels, results, cancelling }
const target = path.join(root, 'bench', 'results.json')
const options = { ...(await resolveConfig(target)), filepath: target }
writeFileSync(target, await format(JSON.stringify(contents), options))
console.log(`\nbench/results.json written; ${seconds} s`)
