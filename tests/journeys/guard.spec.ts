import { expect, test } from '@playwright/test'

import { seriousIn } from './support/barriers.ts'
import { addFiles, openApp, tinyRun, waitForPhase, watchPage } from './support/page.ts'

/** The guard that every journey relies on is shown to catch what it is for. */
const offences = [
  { name: 'a console error', script: () => console.error('planted'), complaint: /Console error: planted/ },
  {
    name: 'an uncaught error',
    script: () =>
      void setTimeout(() => {
        throw new Error('planted')
      }),
    complaint: /Uncaught error: .*planted/,
  },
  {
    name: 'a request the policy refuses',
    script: () => void fetch('https://other.invalid/').catch(() => undefined),
    complaint: /Content security policy violated: connect-src/,
  },
  {
    name: 'a request to its own address the policy refuses',
    script: () => void fetch('./favicon.svg').catch(() => undefined),
    complaint: /Content security policy violated: connect-src/,
  },
  {
    name: 'a request for bytes of its own the policy refuses',
    script: () => void fetch('data:text/plain,x').catch(() => undefined),
    complaint: /Content security policy violated: connect-src/,
  },
  {
    name: 'a picture from elsewhere the policy refuses',
    script: () => {
      new Image().src = 'https://other.invalid/x.png'
    },
    complaint: /Content security policy violated: img-src/,
  },
  {
    name: 'a worker made of text the policy refuses',
    script: () => {
      const address = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))
      try {
        new Worker(address).onerror = (event) => event.preventDefault()
      } catch {
        // Browsers differ in whether they throw.
      }
    },
    complaint: /Content security policy violated: worker-src/,
  },
  {
    name: 'text run as code, which the policy refuses',
    // What a test evaluates itself is exempt from the policy; what it leaves for later is not.
    script: () =>
      void setTimeout(() => {
        try {
          globalThis.eval('1')
        } catch {
          // The breach is what counts.
        }
      }),
    complaint: /Content security policy violated: script-src/,
  },
  {
    name: 'a frame the policy refuses',
    script: () => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: './docs/index.html' }))
    },
    complaint: /Content security policy violated: (frame|child)-src/,
  },
  {
    name: 'a stylesheet from elsewhere the policy refuses',
    script: () => {
      const link = Object.assign(document.createElement('link'), {
        rel: 'stylesheet',
        href: 'https://other.invalid/x.css',
      })
      document.head.append(link)
    },
    complaint: /Content security policy violated: style-src/,
  },
  {
    name: 'another base for addresses the policy refuses',
    script: () => {
      document.head.append(Object.assign(document.createElement('base'), { href: 'https://other.invalid/' }))
    },
    complaint: /Content security policy violated: base-uri/,
  },
  {
    name: 'a script the policy refuses',
    script: () => {
      const element = document.createElement('script')
      element.textContent = 'window.planted = true'
      document.head.append(element)
    },
    complaint: /Content security policy violated: script-src/,
  },
]

for (const { name, script, complaint } of offences) {
  test(`the guard notices ${name}`, async ({ page, baseURL }) => {
    const complaints = await watchPage(page, new URL(baseURL ?? '').origin)
    await page.goto('./')
    await page.evaluate(script)
    await expect.poll(() => complaints.join('\n')).toMatch(complaint)
  })
}

test('no worker has a way to the network', async ({ page }) => {
  await openApp(page)
  await addFiles(page, tinyRun)
  await waitForPhase(page, 'ready')
  const workers = page.workers()
  expect(workers.length).toBeGreaterThan(3)
  for (const worker of workers) {
    const ways = await worker.evaluate(() =>
      ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport'].filter(
        (name) => name in globalThis,
      ),
    )
    expect(ways, worker.url()).toEqual([])
  }
})

test('the guard notices a request to another origin', async ({ page }) => {
  const complaints = await watchPage(page, 'http://elsewhere.invalid')
  await page.goto('./')
  await expect.poll(() => complaints.join('\n')).toMatch(/Request to another origin: /)
})

test('the guard notices a barrier', async ({ page }) => {
  await openApp(page)
  await page.evaluate(() => {
    document
      .querySelector('main')
      ?.insertAdjacentHTML(
        'afterbegin',
        '<button></button><p style="color: #777; background: #666">planted</p>',
      )
  })
  const barriers = [...(await seriousIn(page)), ...(await seriousIn(page, 'contrast'))].join('\n')
  expect(barriers).toMatch(/button-name: /)
  expect(barriers.match(/color-contrast: /g)?.length).toBe(2)
})
