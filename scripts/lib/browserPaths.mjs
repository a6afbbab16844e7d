import path from 'node:path'

const linuxNames = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

function linuxPaths(env) {
  const folders = [...(env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin']
  const found = linuxNames.flatMap((name) =>
    folders.filter(Boolean).map((folder) => path.posix.join(folder, name)),
  )
  return [...new Set([...found, '/opt/google/chrome/chrome'])]
}

function macPaths(env) {
  const folders = ['/Applications', ...(env['HOME'] ? [path.posix.join(env['HOME'], 'Applications')] : [])]
  return macApps.flatMap((app) =>
    folders.map((folder) => path.posix.join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
  )
}

function windowsPaths(env) {
  const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(Boolean)
  return windowsPrograms.flatMap((program) => folders.map((folder) => path.win32.join(folder, ...program)))
}

/**
 * Where Chrome, Chromium and Edge usually are, the likeliest first.
 * @param {string} platform as in process.platform
 * @param {Record<string, string | undefined>} env
 * @returns {string[]}
 */
export function browserPaths(platform, env) {
  if (platform === 'darwin') return macPaths(env)
  if (platform === 'win32') return windowsPaths(env)
  return linuxPaths(env)
}
