import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { NiivueAdapter } from './niivueAdapter.ts'

/** The renderer's life as the pane sees it. */
export type Renderer =
  | { phase: 'starting' }
  | { phase: 'running'; adapter: NiivueAdapter }
  | { phase: 'lost' }
  | { phase: 'failed'; reason: string }

/** Keeps one NiiVue in `host`, made once for each `generation` and disposed of with the component. */
export function useNiivue(host: RefObject<HTMLElement | null>, generation: number): Renderer {
  const [renderer, setRenderer] = useState<Renderer>({ phase: 'starting' })
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const life: { isOver: boolean; adapter: NiivueAdapter | null } = { isOver: false, adapter: null }
    const report = (next: Renderer): void => {
      if (!life.isOver) setRenderer(next)
    }
    report({ phase: 'starting' })
    NiivueAdapter.attach(element, () => {
      report({ phase: 'lost' })
    }).then(
      (adapter) => {
        life.adapter = adapter
        if (life.isOver) adapter.dispose()
        else report({ phase: 'running', adapter })
      },
      (error: unknown) => {
        report({ phase: 'failed', reason: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      life.isOver = true
      life.adapter?.dispose()
    }
  }, [host, generation])
  return renderer
}
