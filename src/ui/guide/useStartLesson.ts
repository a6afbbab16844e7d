import { useActions, useReadState } from '../store.ts'

/** Starts the lesson; its simulated run is opened first where it is not open yet. */
export function useStartLesson(): () => void {
  const actions = useActions()
  const read = useReadState()
  return () => {
    if (read().run?.isSample !== true) actions.openSample()
    actions.setView({ lessonStep: 0 })
  }
}
