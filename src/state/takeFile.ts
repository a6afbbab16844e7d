import { rescaledEvents } from '../core/formats/eventsTable.ts'
import type { Inspected } from '../protocol/runContract.ts'
import { addFiles, inspect, takeIn, type Intake } from './addFiles.ts'
import { endUse, listUnused, rolesOf } from './fileRoles.ts'
import { forgetEnded } from './intakeMemory.ts'
import type { TakenFor } from './intakeState.ts'

/** Takes a file that was added for something else than it was taken for; where that is refused, all stays as it was. */
export async function takeFileFor(intake: Intake, name: string, as: TakenFor): Promise<void> {
  const { store } = intake.opening
  if (as === 'unused') {
    leaveOut(intake, name)
    // Reading that goes on ends by itself.
    if (store.getState().loading.status !== 'running') store.setState({ loading: { status: 'idle' } })
    return
  }
  const files = intake.memory.known.get(name)
  if (files !== undefined && !rolesOf(store, name).includes(as)) await addFiles(intake, files, { as })
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

/** Ends whatever a file is used for. */
function leaveOut({ opening: { store }, memory }: Intake, name: string): void {
  for (const role of rolesOf(store, name)) endUse(store, name, role)
  forgetEnded(memory, store.getState())
  listUnused(store, [name])
}
