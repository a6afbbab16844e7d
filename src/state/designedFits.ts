import { modelKey } from '../core/pipeline/hash.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { Design } from '../core/design/design.ts'
import { Cancelled } from '../protocol/progress.ts'
import type { PlannedDesign } from '../protocol/designContract.ts'
import type { ReadyModel } from '../protocol/fitContract.ts'
import type { Engine } from './engine.ts'
import type { FitInputs } from './fitInputs.ts'

/** What a design is made from. */
export type DesignInputs = Pick<
  FitInputs,
  'spec' | 'scanCount' | 'repetitionTimeSeconds' | 'events' | 'confounds'
>

/** A design with what of its fit needs no data; the fitting workers are ready for it. */
export interface DesignedFit extends PlannedDesign {
  /** What the fitting workers know it by. */
  readonly readyAs: string
}

/** Where a design is wanted, and what the other pane models now. */
export interface DesignCircumstances {
  readonly engine: Engine
  readonly other: DesignInputs | null
  readonly signal: AbortSignal
}

interface Making {
  readonly result: Promise<DesignedFit>
  /** Who wants it; it is given up when nobody does any more. */
  readonly wanting: Set<AbortSignal>
}

/** Of each engine what is being made and what was made last, by what it is made from. */
const makings = new WeakMap<Engine, Map<string, Making>>()

let lastReady = 0

/**
 * The design of a fit and what of it can be made without data. Panes that model alike share it, and it is there already
 * where it was begun with `designAhead`. Rejects with `Refusal`, or `Cancelled`.
 */
export function designedFit(
  inputs: DesignInputs,
  { engine, other, signal }: DesignCircumstances,
): Promise<DesignedFit> {
  const known = makingsOf(engine)
  const key = keyOf(inputs)
  const making = known.get(key)
  if (making === undefined) keepOnly(known, other)
  const afresh = (): Promise<DesignedFit> => begin(engine, key, inputs, signal)
  if (making === undefined) return afresh()
  making.wanting.add(signal)
  // What was begun by others may have failed for reasons of their own.
  return making.result.catch(afresh)
}

/**
 * Begins the designs that fits will ask for, while their data are still being read. Never fails: who asks for one that
 * cannot be made is told why then.
 */
export function designAhead(engine: Engine, all: readonly DesignInputs[], signal: AbortSignal): void {
  const known = makingsOf(engine)
  for (const inputs of all) {
    const key = keyOf(inputs)
    const making = known.get(key)
    if (making === undefined) begin(engine, key, inputs, signal).catch(() => undefined)
    else making.wanting.add(signal)
  }
}

/** Settings that were gone from have their maps remembered: their designs are not kept as well. */
function keepOnly(known: Map<string, Making>, inputs: DesignInputs | null): void {
  const kept = inputs === null ? null : keyOf(inputs)
  for (const key of known.keys()) if (key !== kept) known.delete(key)
}

function makingsOf(engine: Engine): Map<string, Making> {
  const known = makings.get(engine) ?? new Map<string, Making>()
  makings.set(engine, known)
  return known
}

function begin(engine: Engine, key: string, inputs: DesignInputs, signal: AbortSignal): Promise<DesignedFit> {
  const known = makingsOf(engine)
  const wanting = new Set([signal])
  const result = make(engine, inputs, wanting)
  known.set(key, { result, wanting })
  result.catch(() => {
    if (known.get(key)?.result === result) known.delete(key)
  })
  return result
}

async function make(
  { design: designer, fits }: Engine,
  inputs: DesignInputs,
  wanting: ReadonlySet<AbortSignal>,
): Promise<DesignedFit> {
  const { design, plan } = await designer.resolveAndPlan(inputs)
  requireWanted(wanting)
  const readyAs = `ready-${String(++lastReady)}`
  const model: ReadyModel | null = plan === null ? pooling(inputs, design) : { kind: 'plan', plan }
  if (model !== null) await Promise.all(fits.map((fit) => fit.getReady(readyAs, model)))
  return { design, plan, readyAs }
}

function pooling({ spec: { noise } }: DesignInputs, design: Design): ReadyModel | null {
  const isPooled = noise.kind === 'spm12-reml-ar1' || noise.kind === 'spm12-fast'
  return isPooled ? { kind: 'pooling', design } : null
}

function requireWanted(wanting: ReadonlySet<AbortSignal>): void {
  if ([...wanting].every((signal) => signal.aborted)) throw new Cancelled()
}

/** Equal for inputs that make equal designs; only confounds that the settings name enter one, and a table of its own is another. */
function keyOf({ spec, scanCount, repetitionTimeSeconds, events, confounds }: DesignInputs): string {
  const settings = { ...spec, name: undefined, eventModel: modelKey(spec.eventModel) }
  const table = spec.confounds.columns.length === 0 ? undefined : confounds
  return JSON.stringify([settings, scanCount, repetitionTimeSeconds, events, table && numberOf(table)])
}

const tables = new WeakMap<ConfoundTable, number>()
let lastTable = 0

/** A number for each table: to write out those of an fMRIPrep run takes the page's thread 30 ms. */
function numberOf(table: ConfoundTable): number {
  const known = tables.get(table) ?? ++lastTable
  tables.set(table, known)
  return known
}
