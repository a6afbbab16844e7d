import { minimalConditions, overparameterizedConditions } from '../core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import { mmOfIndex, stepped } from '../core/volume/position.ts'
import type { Actions, PaneOrBoth } from './actions.ts'
import { addFiles, createIntakeMemory } from './addFiles.ts'
import type { Pane, RepetitionTime, Settings } from './appState.ts'
import { voxelOfLargestDifference } from './comparison.ts'
import { addMessages, message } from './messages.ts'
import { reassemble, type Opening } from './openRun.ts'
import { openSample } from './openSample.ts'
import { mapToSave, sessionToSave } from './saving.ts'
import { findingOf } from './findingOf.ts'
import type { Scheduler } from './scheduler.ts'
import type { NamedBytes } from '../protocol/runContract.ts'

/** What actions work on. */
export interface ActionEnvironment extends Opening {
  readonly scheduler: Scheduler
  /** Hands a file to the user. */
  readonly save: (file: NamedBytes) => void
}

/** The actions of the app. */
export function createActions(environment: ActionEnvironment): Actions {
  const { store, engine, scheduler, save } = environment
  const memory = createIntakeMemory()
  let loading: AbortController | null = null

  /** Runs work that reads files; newer work of this kind takes its place. */
  function load(work: (signal: AbortSignal) => Promise<unknown>): void {
    loading?.abort()
    const controller = new AbortController()
    loading = controller
    work(controller.signal).catch((error: unknown) => {
      addMessages(store, [message(findingOf(error), 'files')])
    })
  }

  function changeSettings(change: (settings: Settings) => Partial<Settings>): void {
    store.setState((state) =>
      state.settings === null ? state : { settings: { ...state.settings, ...change(state.settings) } },
    )
  }

  /** Runs what can refuse; the refusal becomes a message and nothing has changed. */
  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      addMessages(store, [message(findingOf(error), 'run')])
    }
  }

  function setRepetitionTime(seconds: number, source: RepetitionTime['source']): void {
    const { run } = store.getState()
    if (run === null || !(seconds > 0)) return
    attempt(() => {
      reassemble(store, run.companions, { seconds, source })
    })
  }

  function setDiscardScans(count: number): void {
    const { run } = store.getState()
    if (run === null || !Number.isInteger(count) || count < 0 || count > run.summary.scanCount - 2) return
    changeSettings(() => ({ discardScans: count }))
    void engine.run.images(count).then((images) => {
      store.setState((state) =>
        state.run?.id === run.id && state.settings?.discardScans === count
          ? { run: { ...state.run, images } }
          : state,
      )
    })
  }

  const actions: Actions = {
    addFiles(files) {
      load((signal) => addFiles(environment, files, signal, memory))
    },
    openSample() {
      load((signal) => openSample(environment, signal))
    },
    saveSampleFiles() {
      void engine.run.sampleFiles().then((files) => {
        files.forEach(save)
      })
    },
    cancel() {
      loading?.abort()
      scheduler.cancel()
    },
    refit: scheduler.refit,
    setPipeline(pane, spec) {
      changeSettings(({ pipelines }) => ({ pipelines: { ...pipelines, [pane]: spec } }))
    },
    setPreset(pane, preset) {
      changeSettings(({ pipelines }) => {
        const make = preset === 'nilearn' ? nilearnPreset : spm12Preset
        const { conditions, confounds } = pipelines[pane]
        const fresh = make(conditions)
        return {
          pipelines: {
            ...pipelines,
            [pane]: { ...fresh, confounds: { ...fresh.confounds, columns: confounds.columns } },
          },
        }
      })
    },
    setDesignSwitch(pane, to) {
      const events = store.getState().run?.events
      if (events == null) return
      const conditions = to === 'minimal' ? minimalConditions(events) : overparameterizedConditions(events)
      changeSettings(({ pipelines }) => ({
        pipelines: forPanes(pane, pipelines, (spec) => ({ ...spec, conditions })),
      }))
    },
    setContrast(pane, contrast) {
      changeSettings(({ contrasts }) => ({ contrasts: forPanes(pane, contrasts, () => contrast) }))
    },
    setRepetitionTime,
    setDiscardScans,
    undo() {
      store.temporal.getState().undo()
    },
    redo() {
      store.temporal.getState().redo()
    },
    setView(change) {
      store.setState(({ view, crosshairUnplaced }) => ({
        view: { ...view, ...change },
        crosshairUnplaced: crosshairUnplaced && change.crosshairMm === undefined,
      }))
    },
    stepCrosshair(axis, steps) {
      const { run, view } = store.getState()
      if (run !== null)
        actions.setView({ crosshairMm: stepped(run.summary.grid, view.crosshairMm, axis, steps) })
    },
    goToLargestDifference() {
      const voxel = voxelOfLargestDifference(store.getState())
      if (voxel !== null) actions.goToVoxel(voxel)
    },
    goToVoxel(voxel) {
      const { run } = store.getState()
      if (run !== null) actions.setView({ crosshairMm: mmOfIndex(run.summary.grid, voxel) })
    },
    saveMap(which) {
      saveIfAny(mapToSave(store.getState(), which))
    },
    saveSession() {
      void memory.hashing.then(() => {
        saveIfAny(sessionToSave(store.getState()))
      })
    },
    dismissMessage(id) {
      store.setState(({ messages }) => ({ messages: messages.filter((known) => known.id !== id) }))
    },
    perform(action) {
      switch (action.kind) {
        case 'use-repetition-time':
          setRepetitionTime(action.seconds, action.source)
          return
        case 'discard-scans':
          setDiscardScans(action.count)
          return
        case 'use-noise':
          changeSettings(({ pipelines }) => ({
            pipelines: forPanes(action.pane, pipelines, (spec) => ({
              ...spec,
              noise: { kind: action.noise },
            })),
          }))
          return
        case 'open-instead': {
          const file = memory.setAside.get(action.fileName)
          if (file !== undefined) actions.addFiles([file])
        }
      }
    },
  }

  function saveIfAny(file: NamedBytes | null): void {
    if (file !== null) save(file)
  }

  return actions
}

function forPanes<T>(
  which: PaneOrBoth,
  values: Readonly<Record<Pane, T>>,
  change: (value: T) => T,
): Readonly<Record<Pane, T>> {
  const changed = (pane: Pane): T =>
    which === 'both' || which === pane ? change(values[pane]) : values[pane]
  return { a: changed('a'), b: changed('b') }
}
