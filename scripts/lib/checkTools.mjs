import os from 'node:os'

import { commandScript, runNode } from './run.mjs'

/** What `npm run check` runs, the longest first. */
const checkTools = [
  { name: 'eslint', args: () => [commandScript('eslint'), '.'] },
  { name: 'types', args: () => [commandScript('typescript', 'tsc'), '-b', '--pretty', 'false'] },
  { name: 'prettier', args: () => [commandScript('prettier'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'import directions',
    args: () => [
      commandScript('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'src',
    ],
  },
  { name: 'unused code', args: () => [commandScript('knip'), '--no-progress', '--no-config-hints'] },
]

/**
 * Runs every check tool, as many at a time as there are processors (three at most), and reports each as it ends.
 * @param {(result: { name: string, exitCode: number, output: string, seconds: number }) => void} report
 */
export async function runChecks(report) {
  const waiting = [...checkTools]
  const results = []
  const worker = async () => {
    for (let tool = waiting.shift(); tool; tool = waiting.shift()) {
      const start = performance.now()
      const { exitCode, output } = await runNode(tool.args())
      const result = { name: tool.name, exitCode, output, seconds: (performance.now() - start) / 1000 }
      results.push(result)
      report(result)
    }
  }
  const lanes = Math.max(1, Math.min(3, os.availableParallelism()))
  await Promise.all(Array.from({ length: lanes }, worker))
  return results
}

/** One line for a tool, followed by its output if it failed; warnings do not fail and are only counted. */
export function describeCheck({ name, exitCode, output, seconds }) {
  const time = `${seconds.toFixed(1)} s`
  if (exitCode !== 0) return `${name.padEnd(18)} failed (${time})\n${output.trimEnd()}\n`
  const warnings = /\((?:\d+) errors?, (\d+) warnings?\)/.exec(output)?.[1]
  return `${name.padEnd(18)} ok (${time}${warnings ? `, ${warnings} warnings: npx eslint .` : ''})`
}
