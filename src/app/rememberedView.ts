import type { View } from '../state/appState.ts'
import { fitWorkerChoices } from '../state/fitPool.ts'

const key = 'glmscope-view'

/** How the app was looked at last time, and with how many workers; never data. */
export function rememberedView(): Partial<View> {
  try {
    const text = localStorage.getItem(key)
    if (text === null) return {}
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    const { theme, projector, radiological, shortcuts, fitWorkers } = value as Record<string, unknown>
    return {
      ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(typeof projector === 'boolean' ? { projector } : {}),
      ...(typeof radiological === 'boolean' ? { radiological } : {}),
      ...(typeof shortcuts === 'boolean' ? { shortcuts } : {}),
      ...(isFitWorkerChoice(fitWorkers) ? { fitWorkers } : {}),
    }
  } catch {
    // A browser may forbid storage; then nothing is remembered.
    return {}
  }
}

/** Remembers how the app is looked at for the next visit. */
export function rememberView({ theme, projector, radiological, shortcuts, fitWorkers }: View): void {
  try {
    localStorage.setItem(key, JSON.stringify({ theme, projector, radiological, shortcuts, fitWorkers }))
  } catch {
    // As above.
  }
}

function isFitWorkerChoice(value: unknown): value is number {
  return typeof value === 'number' && fitWorkerChoices.includes(value)
}
