import type { TakenFor } from './intakeState.ts'
import { createMapActions } from './mapActions.ts'
import { reassemble } from './openRun.ts'
import type { AppStore } from './store.ts'

const companionRoles = ['events', 'confounds', 'sidecar', 'mask'] as const

type Role = Exclude<TakenFor, 'unused'>

/** What a file is used for now, or waits to be used for with a run. */
export function rolesOf(store: AppStore, name: string): readonly Role[] {
  const { run, waiting, intake, maps } = store.getState()
  const companions = run === null ? waiting : run.companions
  const used: Role[] = companionRoles.filter((role) => companions[role]?.name === name)
  if (intake.anatomy?.name === name || waiting.anatomy === name) used.push('anatomy')
  if (maps.files.some((file) => file.name === name)) used.push('map')
  if (waiting.session === name) used.push('session')
  return used
}

/** Ends the use of a file for `role`. */
export function endUse(store: AppStore, name: string, role: Role): void {
  const { run, waiting, maps } = store.getState()
  if (role === 'anatomy') {
    endAnatomy(store, name)
  } else if (role === 'session') {
    // One that was applied has left nothing but settings.
    if (waiting.session === name) store.setState({ waiting: { ...waiting, session: null } })
  } else if (role === 'map') {
    for (const { id, name: known } of maps.files) if (known === name) createMapActions(store).removeMap(id)
  } else if (run !== null) {
    reassemble(store, { ...run.companions, [role]: null }, run.chosenRepetitionTime)
  } else {
    store.setState({ waiting: { ...waiting, [role]: null } })
  }
}

function endAnatomy(store: AppStore, name: string): void {
  const { waiting, view, intake } = store.getState()
  if (waiting.anatomy === name) store.setState({ waiting: { ...waiting, anatomy: null } })
  if (intake.anatomy?.name !== name) return
  const underlay = view.underlay === 'anatomy' ? 'mean' : view.underlay
  store.setState({ intake: { ...intake, anatomy: null }, view: { ...view, underlay } })
}

/**
 * A file is one thing at a time: what it was used for besides `as` ends, in the same turn in which that began, so that it is
 * never listed twice.
 */
export function endOtherUses(store: AppStore, name: string, as: Role): void {
  for (const role of rolesOf(store, name)) if (role !== as) endUse(store, name, role)
  store.setState(({ intake }) => ({
    intake: { ...intake, unused: intake.unused.filter((known) => known !== name) },
  }))
}

/** Lists files as not used, unless they are used for something all the same. */
export function listUnused(store: AppStore, names: readonly string[]): void {
  const without = names.filter((name) => rolesOf(store, name).length === 0)
  if (without.length === 0) return
  store.setState(({ intake }) => ({
    intake: { ...intake, unused: [...new Set([...intake.unused, ...without])] },
  }))
}
