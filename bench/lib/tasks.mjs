/** What DevTools' performance panel records to draw its tasks; no sampling, which would make them longer. */
const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline']

/**
 * Does something and lists the tasks of the page's thread meanwhile: how long each kept the page from answering, and how much of that the
 * thread had a processor (null where the system does not tell). The rest it waited: for a core, or for the graphics process.
 * @returns {Promise<{ wallMs: number, cpuMs: number | null }[]>}
 */
export async function tasksDuring(page, act) {
  const session = await page.context().newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  const traceConfig = { includedCategories, excludedCategories: ['*'] }
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  await act()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return tasksOf(events)
}

/** The tasks of the thread that runs the page, from a trace. */
function tasksOf(events) {
  const thread = ({ pid, tid }) => `${pid}:${tid}`
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread),
  )
  const tasks = new Map([...mains].map((main) => [main, []]))
  for (const event of events) {
    if (event.name === 'RunTask' && event.ph === 'X') tasks.get(thread(event))?.push(event)
  }
  const busiest = [...tasks.values()].sort((a, b) => b.length - a.length)[0] ?? []
  return busiest.map(({ dur, tdur }) => ({
    wallMs: dur / 1e3,
    cpuMs: tdur === undefined ? null : tdur / 1e3,
  }))
}

/** What draws WebGL, as the browser names it, and whether that is the processor. */
export async function rendererOf(page) {
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const info = gl?.getExtension('WEBGL_debug_renderer_info')
    const name = info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : 'unknown'
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    return name
  })
  return { renderer, inSoftware: /swiftshader|llvmpipe|software/i.test(renderer) }
}
