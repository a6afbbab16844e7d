import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { MessageAction } from '../../state/appState.ts'
import { useActions } from '../store.ts'

interface VolumeChoiceProps {
  readonly action: Extract<MessageAction, { readonly kind: 'use-volume' }>
}

/** Which volume of a 4D image to use as a map, counted from 1. */
export function VolumeChoice({ action }: VolumeChoiceProps): ReactNode {
  const actions = useActions()
  const [volume, setVolume] = useState(action.volume)
  return (
    <div className="volume-choice">
      <NativeSelect
        size="xs"
        aria-label={`Volume of ${action.fileName}`}
        data={Array.from({ length: action.count }, (_, v) => ({
          value: String(v),
          label: `volume ${String(v + 1)} of ${String(action.count)}`,
        }))}
        value={String(volume)}
        onChange={(event) => setVolume(Number(event.currentTarget.value))}
      />
      <Button size="xs" onClick={() => actions.perform({ ...action, volume })}>
        Use it
      </Button>
    </div>
  )
}
