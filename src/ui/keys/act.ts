import type { Actions } from '../../state/actions.ts'
import type { AppState, Tab } from '../../state/appState.ts'
import { keyStep, stepCrosshair } from '../../viewer/crosshair.ts'
import { nextDockHeight } from '../dock/nextDockHeight.ts'
import { stepped } from '../parts/numberText.ts'
import type { Selectors, SettingGroup } from '../selectors.ts'

export interface KeyContext {
  readonly state: AppState
  readonly actions: Actions
  readonly selectors: Selectors
  readonly tabs: readonly Tab[]
  readonly openHelp: () => void
}

/** Does what a key asks for; false when it asks for nothing here. */
export function act(event: KeyboardEvent, context: KeyContext): boolean {
  if (event.altKey) return false
  if (event.ctrlKey || event.metaKey) return actWithControl(event, context)
  if (event.key === 'Escape') return cancelWork(context)
  if (isField(event.target) || !context.state.view.shortcuts) return false
  return event.key.startsWith('Arrow') || event.key.startsWith('Page')
    ? moveCrosshair(event, context)
    : actOnLetter(event, context)
}

function actWithControl({ key, shiftKey, target }: KeyboardEvent, { actions, state }: KeyContext): boolean {
  switch (key.toLowerCase()) {
    case 's':
      if (state.settings === null) return false
      actions.saveSession()
      return true
    case 'z':
      if (isTextField(target) && !isCommitted(target)) return false
      if (shiftKey) actions.redo()
      else actions.undo()
      return true
    default:
      return false
  }
}

function cancelWork({ state, actions, selectors }: KeyContext): boolean {
  const phase = selectors.phase(state)
  const isReading = state.voxelReading.status === 'running'
  if (phase !== 'loading' && phase !== 'fitting' && !isReading) return false
  actions.cancel()
  return true
}

function moveCrosshair({ key, target }: KeyboardEvent, { state, actions }: KeyContext): boolean {
  const grid = state.run?.summary.grid
  const { crosshairMm, radiological } = state.view
  const step = keyStep(key, radiological)
  if (grid === undefined || step === null || hasOwnArrows(target)) return false
  actions.setView({ crosshairMm: stepCrosshair(grid, crosshairMm, step.axis, step.delta) })
  return true
}

function actOnLetter(event: KeyboardEvent, context: KeyContext): boolean {
  if (event.key === '?') {
    context.openHelp()
    return true
  }
  if (context.state.settings === null) return false
  if (event.key === 'C') return copySetting(event.target, context)
  const tab = context.tabs[Number(event.key) - 1]
  const does = letters[event.key.toLowerCase()]
  if (tab !== undefined) context.actions.setView({ tab })
  else if (does !== undefined) does(context)
  return tab !== undefined || does !== undefined
}

const letters: Readonly<Record<string, (context: KeyContext) => void>> = {
  m: toggleDesign,
  u: toggleUnits,
  '[': (context) => stepThreshold(context, -0.1),
  ']': (context) => stepThreshold(context, 0.1),
  g: ({ actions }) => actions.goToLargestDifference(),
  d: ({ actions, state }) => actions.setView(nextDockHeight(state.view)),
  c: () => focus('[data-contrast-input]'),
  '/': () => focus('[data-setting]'),
}

function toggleUnits({ actions, state }: KeyContext): void {
  const own = state.view.units === 'as-estimated'
  actions.setView({ units: own ? 'percent-of-voxel-mean' : 'as-estimated' })
}

function stepThreshold({ actions, state }: KeyContext, step: number): void {
  actions.setView({ thresholdAbs: stepped(state.view.thresholdAbs, step, { min: 0 }) })
}

function toggleDesign({ state, actions, selectors }: KeyContext): void {
  const now = selectors.designSwitch(state, 'a')
  actions.setDesignSwitch('both', now === 'minimal' ? 'overparameterized' : 'minimal')
}

/** Copies the setting that has the focus from A to B. */
function copySetting(target: EventTarget | null, { state, actions }: KeyContext): boolean {
  const group = target instanceof HTMLElement ? target.dataset['setting'] : undefined
  if (group === undefined || state.settings === null) return false
  const { a, b } = state.settings.pipelines
  if (!isSettingGroup(group, a)) return false
  actions.setPipeline('b', { ...b, [group]: a[group] })
  return true
}

function isSettingGroup(name: string, spec: object): name is SettingGroup {
  return name !== 'name' && name in spec
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus()
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'range', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** Whether what stands in a field is what the setting is: there is nothing typed for the browser to undo. */
function isCommitted(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset['committed'] === 'true'
}

function isField(target: EventTarget | null): boolean {
  return isTextField(target) || target instanceof HTMLSelectElement
}

/** Whether the arrows already mean something where the focus is. */
function hasOwnArrows(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target instanceof HTMLInputElement ||
    target.closest('[role="tablist"], [role="separator"], [role="application"]') !== null
  )
}
