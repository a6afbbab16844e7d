import type { Message } from '../../state/appState.ts'

const order: readonly Message['severity'][] = ['error', 'warning', 'note']

/** Errors first, then warnings, then notes; otherwise as they came. */
export function bySeverity(messages: readonly Message[]): readonly Message[] {
  return messages.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
}
