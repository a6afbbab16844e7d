import type { Finding } from '../core/finding.ts'
import type { AppState, Message, MessageAction, Pane } from './appState.ts'
import type { AppStore } from './store.ts'

let nextId = 1

/** A finding as a message about `scope`. */
export function message(finding: Finding, scope: Message['scope'], action?: MessageAction): Message {
  return { ...finding, id: nextId++, scope, ...(action === undefined ? {} : { action }) }
}

/** A finding about a file, with a button where the file can be read in another way. */
export function fileMessage(finding: Finding): Message {
  const { file } = finding
  if (file === undefined) return message(finding, 'files')
  switch (finding.code) {
    case 'events-decimal-comma':
    case 'confounds-decimal-comma': {
      const [, cell = '12,5'] = /is “([^”]*)”/.exec(finding.message) ?? []
      return message(finding, 'files', {
        kind: 'read-decimal-comma',
        fileName: file,
        as: finding.code === 'events-decimal-comma' ? 'events' : 'confounds',
        example: cell.replace(',', '.'),
      })
    }
    case 'events-in-milliseconds':
      return message(finding, 'files', { kind: 'rescale-events', fileName: file, from: 'milliseconds' })
    case 'events-in-scans':
      return message(finding, 'files', { kind: 'rescale-events', fileName: file, from: 'scans' })
    case 'map-4d': {
      const count = Number(/(\d+) volumes/.exec(finding.message)?.[1] ?? 1)
      return message(finding, 'files', { kind: 'use-volume', fileName: file, volume: 0, count })
    }
    default:
      return message(finding, 'files')
  }
}

/** Replaces the messages about `scope`; those with the same words in other scopes are not repeated. */
export function setMessages(store: AppStore, scope: Message['scope'], messages: readonly Message[]): void {
  store.setState((state) => ({ messages: replaced(state, scope, messages) }))
}

/** Adds messages about `scope` to those that are there. */
export function addMessages(store: AppStore, messages: readonly Message[]): void {
  store.setState((state) => ({ messages: [...state.messages, ...messages] }))
}

function replaced(
  state: AppState,
  scope: Message['scope'],
  messages: readonly Message[],
): readonly Message[] {
  const others = state.messages.filter((known) => known.scope !== scope)
  if (others.length === state.messages.length && messages.length === 0) return state.messages
  return [...others, ...messages.filter((candidate) => !others.some((known) => sameWords(known, candidate)))]
}

function sameWords(a: Message, b: Message): boolean {
  return a.code === b.code && a.message === b.message
}

/** The scope of a pane's own messages. */
export function paneScope(pane: Pane): Message['scope'] {
  return pane === 'a' ? 'pane-a' : 'pane-b'
}

/** A pane's findings as messages, with a button where there is a way out. */
export function paneMessages(pane: Pane, findings: readonly Finding[]): Message[] {
  return findings.map((finding) =>
    finding.code === 'reml-no-voxels'
      ? message(finding, paneScope(pane), { kind: 'use-noise', pane, noise: 'ols' })
      : message(finding, paneScope(pane)),
  )
}
