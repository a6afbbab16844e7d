import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Icon } from '../parts/Icon.tsx'
import './dropOverlay.css'
import { droppedFiles, type Dropped } from './droppedFiles.ts'

interface DropOverlayProps {
  readonly onDropped: (dropped: Dropped) => void
}

/** Takes files dropped anywhere on the page and says so while they hover. */
export function DropOverlay({ onDropped }: DropOverlayProps): ReactNode {
  const over = useDropTarget(onDropped)
  if (!over) return null
  return (
    <div className="drop-overlay">
      <div>
        <Icon name="plus" /> Drop to add: a BOLD run starts anew, anything else joins the run shown
      </div>
    </div>
  )
}

function useDropTarget(onDropped: DropOverlayProps['onDropped']): boolean {
  const [depth, setDepth] = useState(0)
  const take = useEffectEvent((dropped: Dropped) => {
    if (dropped.kind === 'folder' || dropped.files.length > 0) onDropped(dropped)
  })
  useEffect(() => {
    const stop = new AbortController()
    const listen = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      act: (event: DragEvent) => void,
    ): void =>
      document.addEventListener(
        type,
        (event) => {
          if (!carriesFiles(event)) return
          event.preventDefault()
          act(event)
        },
        { signal: stop.signal },
      )
    listen('dragenter', () => setDepth((now) => now + 1))
    listen('dragleave', () => setDepth((now) => Math.max(0, now - 1)))
    listen('dragover', () => undefined)
    listen('drop', (event) => {
      setDepth(0)
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then((dropped) => take(dropped))
    })
    return () => stop.abort()
  }, [])
  return depth > 0
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
