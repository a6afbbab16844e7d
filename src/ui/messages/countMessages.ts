import type { Message } from '../../state/appState.ts'

/** Such as `1 error · 2 notes`; `none` without messages. */
export function countMessages(messages: readonly Message[]): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const found = messages.filter((message) => message.severity === severity).length
    return found === 0 ? [] : [`${found} ${severity}${found === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? 'none' : parts.join(' · ')
}
