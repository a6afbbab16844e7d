import type { Actions, PaneOrBoth } from './actions.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import { contrastOfText, readContrast } from './contrastReading.ts'
import { paneDesign } from './paneDesign.ts'
import type { AppStore } from './store.ts'

/** How long typing pauses before what is typed is asked for. */
const pauseMilliseconds = 400

type ContrastTyping = Pick<Actions, 'typeContrast' | 'settleContrast'>

/** Typing of contrasts: a draft is judged at every keystroke, but fitted only after a pause, on Enter, or on leaving the field. */
export function createContrastTyping(store: AppStore): ContrastTyping {
  const timers = new Map<Pane, ReturnType<typeof setTimeout>>()

  function typeContrast(pane: PaneOrBoth, text: string): void {
    for (const each of members(pane)) clearTimeout(timers.get(each))
    setDrafts(store, members(pane), text)
    const [first] = members(pane)
    if (first === undefined) return
    timers.set(
      first,
      setTimeout(() => {
        if (canBeRead(store.getState(), members(pane), text)) settleContrast(pane)
      }, pauseMilliseconds),
    )
  }

  function settleContrast(pane: PaneOrBoth): void {
    for (const each of members(pane)) clearTimeout(timers.get(each))
    store.setState((state) => settled(state, members(pane)))
  }

  return { typeContrast, settleContrast }
}

function members(pane: PaneOrBoth): readonly Pane[] {
  return pane === 'both' ? panes : [pane]
}

function setDrafts(store: AppStore, which: readonly Pane[], text: string | null): void {
  store.setState(({ contrastDrafts }) => ({
    contrastDrafts: which.reduce((drafts, pane) => ({ ...drafts, [pane]: text }), contrastDrafts),
  }))
}

/** Drafts become settings; what cannot be read is kept as it is, so that its pane says why. */
function settled(state: AppState, which: readonly Pane[]): Partial<AppState> {
  const { settings, contrastDrafts } = state
  if (settings === null) return {}
  let { contrasts } = settings
  let drafts = contrastDrafts
  for (const pane of which) {
    const text = contrastDrafts[pane]
    if (text === null) continue
    contrasts = { ...contrasts, [pane]: contrastOfText(text, columnNames(state, pane)) }
    drafts = { ...drafts, [pane]: null }
  }
  if (drafts === contrastDrafts) return {}
  return { contrastDrafts: drafts, settings: { ...settings, contrasts } }
}

/** Names of the columns a pane's present settings make; empty while they make none. */
function columnNames(state: AppState, pane: Pane): readonly string[] {
  const live = paneDesign(state, pane)
  return live?.ok === true ? live.design.columns.map(({ name }) => name) : []
}

function canBeRead(state: AppState, which: readonly Pane[], text: string): boolean {
  return which.some((pane) => readContrast(text, columnNames(state, pane)).ok)
}

/** Whether a draft that can be read waits to be asked for. */
export function isContrastPending(state: AppState): boolean {
  return panes.some((pane) => {
    const text = state.contrastDrafts[pane]
    return text !== null && readContrast(text, columnNames(state, pane)).ok
  })
}
