import { describe, expect, it } from 'vitest'

import { findBrowser } from '../../scripts/findBrowser.mjs'
import { browserPaths } from '../../scripts/lib/browserPaths.mjs'

interface Situation {
  files: string[]
  isRoot?: boolean
  chromePath?: string
  onApt?: string
  onDownload?: string
}

const own = '/home/user/.cache/ms-playwright/chromium/chrome'
const debian = ['/etc/debian_version', '/usr/bin/apt-get']

/** A Linux machine with the given files, and a record of what was installed on it. */
function machineWith({ files, isRoot = false, chromePath, onApt, onDownload }: Situation) {
  const present = new Set(files)
  const steps: string[] = []
  const install = (step: string, file: string | undefined) => () => {
    steps.push(step)
    if (file === undefined) throw new Error(`${step} did not work`)
    present.add(file)
  }
  const machine = {
    platform: 'linux' as const,
    env: { PATH: '/usr/local/bin:/usr/bin', ...(chromePath !== undefined && { CHROME_PATH: chromePath }) },
    isRoot,
    exists: (path: unknown) => present.has(String(path)),
    ownBrowser: () => own,
    installWithApt: install('apt', onApt),
    installWithPlaywright: install('download', onDownload),
    warn: () => undefined,
  }
  return { machine, steps }
}

describe('findBrowser', () => {
  it('prefers the browser that was asked for', () => {
    const { machine } = machineWith({
      files: ['/my/chrome', '/usr/bin/chromium', own],
      chromePath: '/my/chrome',
    })
    expect(findBrowser(machine)).toBe('/my/chrome')
  })

  it('says so when the browser that was asked for is not there', () => {
    const { machine } = machineWith({ files: ['/usr/bin/chromium'], chromePath: '/my/chrome' })
    expect(() => findBrowser(machine)).toThrow('CHROME_PATH is /my/chrome, and there is no such file.')
  })

  it('takes an installed browser before the one of Playwright', () => {
    const { machine, steps } = machineWith({ files: [own, '/usr/bin/microsoft-edge'] })
    expect(findBrowser(machine)).toBe('/usr/bin/microsoft-edge')
    expect(steps).toEqual([])
  })

  it('takes the one of Playwright before installing anything', () => {
    const { machine, steps } = machineWith({
      files: [own, ...debian],
      isRoot: true,
      onApt: '/usr/bin/chromium',
    })
    expect(findBrowser(machine)).toBe(own)
    expect(steps).toEqual([])
  })

  it('installs the package of Debian as root, and only there', () => {
    const rooted = machineWith({ files: debian, isRoot: true, onApt: '/usr/bin/chromium' })
    expect(findBrowser(rooted.machine)).toBe('/usr/bin/chromium')
    expect(rooted.steps).toEqual(['apt'])

    const user = machineWith({ files: debian, onApt: '/usr/bin/chromium', onDownload: own })
    expect(findBrowser(user.machine)).toBe(own)
    expect(user.steps).toEqual(['download'])
  })

  it('tries the download when the package cannot be installed', () => {
    const { machine, steps } = machineWith({ files: debian, isRoot: true, onDownload: own })
    expect(findBrowser(machine)).toBe(own)
    expect(steps).toEqual(['apt', 'download'])
  })

  it('ends with one sentence that says what to install', () => {
    const { machine, steps } = machineWith({ files: [] })
    expect(() => findBrowser(machine)).toThrow(/^Install Chrome, Chromium or Edge [^.]*\.$/)
    expect(steps).toEqual(['download'])
  })
})

describe('browserPaths', () => {
  it('knows the usual places of macOS and Windows', () => {
    expect(browserPaths('darwin', { HOME: '/Users/me' })).toContain(
      '/Users/me/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    )
    expect(browserPaths('win32', { PROGRAMFILES: 'C:\\Program Files' })).toContain(
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    )
  })

  it('follows PATH on Linux', () => {
    expect(browserPaths('linux', { PATH: '/opt/tools' })[0]).toBe('/opt/tools/google-chrome')
  })
})
