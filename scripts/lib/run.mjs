import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder of the repository. */
export const root = path.resolve(import.meta.dirname, '..', '..')

/**
 * The script behind a package's command, to be run with node itself: works the same on every system and needs no shell.
 * @param {string} packageName
 * @param {string} command
 */
export function commandScript(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Runs node on a script in the repository and waits for it.
 * @param {string[]} args script and arguments
 * @param {{ show?: boolean, env?: Record<string, string> }} [options] show: pass the output on instead of collecting it
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
export function runNode(args, { show = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    const pieces = []
    child.stdout?.on('data', (piece) => pieces.push(piece))
    child.stderr?.on('data', (piece) => pieces.push(piece))
    child.on('error', (error) => resolve({ exitCode: 1, output: String(error) }))
    child.on('close', (code) =>
      resolve({ exitCode: code ?? 1, output: Buffer.concat(pieces).toString('utf8') }),
    )
  })
}
