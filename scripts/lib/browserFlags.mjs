/**
 * Flags for a browser that tests drive: no window, no calls home, and WebGL in software, so that pictures need no graphics card.
 * @param {string} platform as in process.platform
 * @returns {string[]}
 */
export function browserFlags(platform) {
  return [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    // A container's root user has no sandbox to enter.
    ...(platform === 'linux' ? ['--no-sandbox'] : []),
  ]
}
