import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { View } from '../../state/appState.ts'
import { useActions, useApp } from '../store.ts'
import './underlay.css'
import { hasAnatomyHere } from './useBackground.ts'

/** What the maps are drawn on; nothing to choose while there is the mean image only. */
export function UnderlayField(): ReactNode {
  const actions = useActions()
  const underlay = useApp((state) => state.view.underlay)
  const hasRun = useApp((state) => state.run !== null)
  const hasAnatomy = useApp(hasAnatomyHere)
  const hasQuality = useApp(({ intake, run }) => intake.quality !== null && intake.quality.runId === run?.id)
  if (!hasAnatomy && !hasQuality) return null
  const choices: readonly { readonly value: View['underlay']; readonly label: string }[] = [
    { value: 'mean', label: hasRun ? 'mean image' : 'none' },
    ...(hasAnatomy ? [{ value: 'anatomy', label: 'anatomy' } as const] : []),
    ...(hasQuality ? [{ value: 'tsnr', label: 'tSNR' } as const] : []),
  ]
  return (
    <div className="field-row underlay-row">
      <span aria-hidden>Underlay</span>
      <NativeSelect
        size="xs"
        aria-label="Underlay"
        data={[...choices]}
        value={underlay}
        onChange={(event) => {
          const chosen = choices.find(({ value }) => value === event.currentTarget.value)
          if (chosen !== undefined) actions.setView({ underlay: chosen.value, underlayRange: null })
        }}
      />
    </div>
  )
}
