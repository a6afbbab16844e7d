import { rescaledEvents } from '../core/formats/eventsTable.ts'
import type { Inspected } from '../protocol/runContract.ts'
import type { Companions } from './appState.ts'
import { addFiles, inspect, setIntake, takeIn, type Intake } from './addFiles.ts'
import type { TakenFor } from './intakeState.ts'
import { createMapActions } from './mapActions.ts'
import { reassemble } from './openRun.ts'

/** Takes a file that was added for something else than it was taken for; where that is refused, all stays as it was. */
export async function takeFileFor(intake: Intake, name: string, as: TakenFor): Promise<void> {
  const { store } = intake.opening
  if (as === 'unused') {
    leaveOut(intake, name)
    store.setState({ loading: { status: 'idle' } })
    return
  }
  const files = intake.memory.known.get(name)
  const before = roleOf(intake, name)
  if (files === undefined || before === as) return
  await addFiles(intake, files, { as })
  if (roleOf(intake, name, as) === as) forget(intake, name, before)
}

/** Reads a table whose numbers have decimal commas. */
export async function readDecimalComma(
  intake: Intake,
  name: string,
  as: 'events' | 'confounds',
): Promise<void> {
  const files = intake.memory.known.get(name)
  if (files !== undefined) await addFiles(intake, files, { as, decimalComma: true })
}

/** Takes one volume of a 4D image as a map. */
export async function useVolume(intake: Intake, name: string, volume: number): Promise<void> {
  const files = intake.memory.known.get(name)
  if (files !== undefined) await addFiles(intake, files, { as: 'map', volume })
}

/** Takes the times of an events table for milliseconds or scans. */
export async function rescaleEvents(
  intake: Intake,
  name: string,
  from: 'milliseconds' | 'scans',
): Promise<void> {
  const { run } = intake.opening.store.getState()
  const seconds = run?.repetitionTime?.seconds
  if (seconds === undefined) return
  const factor = from === 'milliseconds' ? 0.001 : seconds
  const inspected = await eventsAgain(intake, name)
  await takeIn(
    intake,
    inspected.map((item) =>
      item.kind === 'events' ? { ...item, table: rescaledEvents(item.table, factor, name) } : item,
    ),
  )
}

/** The table in use, or the file that was refused. */
async function eventsAgain(intake: Intake, name: string): Promise<readonly Inspected[]> {
  const used = intake.opening.store.getState().run?.companions.events
  if (used?.name === name) return [{ kind: 'events', ...used }]
  return inspect(intake, intake.memory.known.get(name) ?? [], { as: 'events' })
}

function leaveOut(intake: Intake, name: string): void {
  const { store } = intake.opening
  forget(intake, name, roleOf(intake, name))
  const { unused } = store.getState().intake
  setIntake(store, { unused: [...unused.filter((known) => known !== name), name] })
}

const roles = ['events', 'confounds', 'sidecar', 'mask'] as const

/** What a file is used for now; `preferred` where it is used for several things. */
function roleOf({ opening: { store } }: Intake, name: string, preferred?: TakenFor): TakenFor {
  const { run, intake, maps } = store.getState()
  const used: TakenFor[] = roles.filter((role) => run?.companions[role]?.name === name)
  if (intake.anatomy?.name === name) used.push('anatomy')
  if (maps.files.some((file) => file.name === name)) used.push('map')
  return used.find((role) => role === preferred) ?? used[0] ?? 'unused'
}

/** Ends the use of a file for `role`. */
function forget({ opening: { store } }: Intake, name: string, role: TakenFor): void {
  const { run, intake, view, maps } = store.getState()
  if (role === 'unused') {
    setIntake(store, { unused: intake.unused.filter((known) => known !== name) })
  } else if (role === 'anatomy') {
    setIntake(store, { anatomy: null })
    store.setState({ view: { ...view, underlay: view.underlay === 'anatomy' ? 'mean' : view.underlay } })
  } else if (role === 'map') {
    for (const { id, name: known } of maps.files) if (known === name) createMapActions(store).removeMap(id)
  } else if (run !== null) {
    const companions: Companions = { ...run.companions, [role]: null }
    reassemble(store, companions, run.chosenRepetitionTime)
  }
}
