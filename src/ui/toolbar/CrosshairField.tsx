import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useActions, useApp } from '../store.ts'
import { crosshairText, readCrosshair } from './crosshairText.ts'

/** The crosshair in mm; a position typed here moves it. */
export function CrosshairField(): ReactNode {
  const actions = useActions()
  const mm = useApp((state) => state.view.crosshairMm)
  const [draft, setDraft] = useState<string | null>(null)
  const position = draft === null ? mm : readCrosshair(draft)
  const commit = (): void => {
    if (draft !== null && position !== null) actions.setView({ crosshairMm: position })
    setDraft(null)
  }
  const text = draft ?? crosshairText(mm)
  return (
    <div className="tools-group">
      <span aria-hidden className="tools-crosshair-label">
        Crosshair
      </span>
      <TextInput
        className="tools-crosshair"
        aria-label="Crosshair in mm"
        aria-invalid={position === null}
        title="x y z in mm"
        value={text}
        style={{ '--shown-characters': shownCharacters(text) }}
        rightSection={<span className="number-unit">mm</span>}
        rightSectionWidth="auto"
        rightSectionPointerEvents="none"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
    </div>
  )
}

/** Room for a position of short numbers, and in steps for more, so that the field keeps still while the crosshair moves. */
function shownCharacters(text: string): number {
  const step = 6
  return Math.max(2 * step, Math.ceil(text.length / step) * step)
}
