/** Milliseconds that each function of a CPU profile ran itself, the longest first; waiting is left out. */
export function selfTimes({ nodes, samples, timeDeltas }) {
  const names = new Map(
    nodes.map(({ id, callFrame }) => {
      const file = callFrame.url
        .split('/')
        .at(-1)
        .replace(/-[\w-]{8}\.js$/, '')
      return [id, `${callFrame.functionName || '(anonymous)'} ${file}`.trim()]
    }),
  )
  const microseconds = new Map()
  samples.forEach((id, i) => {
    const name = names.get(id)
    microseconds.set(name, (microseconds.get(name) ?? 0) + timeDeltas[i])
  })
  return [...microseconds]
    .filter(([what]) => what !== '(idle)')
    .sort((a, b) => b[1] - a[1])
    .map(([what, time]) => ({ what, ms: Math.round(time / 1e3) }))
}
