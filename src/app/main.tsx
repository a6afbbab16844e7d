import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createActions } from '../state/createActions.ts'
import { automaticFitWorkers } from '../state/fitPool.ts'
import { createPreparedData } from '../state/preparedData.ts'
import { startScheduler } from '../state/scheduler.ts'
import { createAppStore } from '../state/store.ts'
import { startSpmCheck } from '../state/spmCheck.ts'
import { startVoxelWatch } from '../state/voxelWatch.ts'
import { startWarming } from '../state/warming.ts'
import { watchDialogKeys } from '../ui/keys/dialogKeys.ts'
import { App } from './App.tsx'
import { prefetchWhenIdle } from './prefetch.ts'
import { rememberedView, rememberView } from './rememberedView.ts'
import { saveFile } from './saveFile.ts'
import { startEngine } from './workers.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')

const store = createAppStore(rememberedView())
const cores = navigator.hardwareConcurrency
const engine = startEngine(store.getState().view.fitWorkers ?? automaticFitWorkers(cores))
const prepared = createPreparedData(engine)
const scheduler = startScheduler(store, engine, prepared)
const actions = createActions({ store, engine, prepared, scheduler, cores, save: saveFile })

startVoxelWatch(store, engine)
startWarming(store, engine)
startSpmCheck(store, engine)
watchDialogKeys()

store.subscribe((state, previous) => {
  if (state.view !== previous.view) rememberView(state.view)
})

createRoot(root).render(
  <StrictMode>
    <App store={store} actions={actions} />
  </StrictMode>,
)

prefetchWhenIdle()
