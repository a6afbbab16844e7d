import { NativeSelect, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { automaticFitWorkers, fitWorkerChoices } from '../../state/fitPool.ts'
import { keyList } from '../keys/keyList.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { NothingLeaves } from '../parts/NothingLeaves.tsx'
import { useActions, useApp } from '../store.ts'

interface HelpDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** What the page is for, that nothing leaves it, and every key. */
export function HelpDialog({ opened, onClose }: HelpDialogProps): ReactNode {
  const actions = useActions()
  const shortcuts = useApp((state) => state.view.shortcuts)
  return (
    <Dialog opened={opened} onClose={onClose} title="Help and keys" width={64}>
      <div className="help">
        <p>
          GLMscope fits one fMRI run with two first-level pipelines, <span className="ca">A</span> and{' '}
          <span className="cb">B</span>, and shows where their maps differ. Change a setting in the rail and
          both maps, and their difference, follow.
        </p>
        <NothingLeaves />
        <dl className="help-keys">
          {keyList.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Switch
          label="Single keys (off while a field has focus)"
          checked={shortcuts}
          onChange={(event) => actions.setView({ shortcuts: event.currentTarget.checked })}
        />
        <FitWorkers />
      </div>
    </Dialog>
  )
}

/** How many workers fit: fewer leave the computer to others, more help where the browser hides cores. */
function FitWorkers(): ReactNode {
  const actions = useActions()
  const chosen = useApp((state) => state.view.fitWorkers)
  const automatic = automaticFitWorkers(navigator.hardwareConcurrency)
  return (
    <NativeSelect
      className="help-workers"
      label="Workers that fit"
      description="Results do not depend on it. Every worker takes memory of its own."
      value={chosen === null ? 'automatic' : String(chosen)}
      data={[
        { value: 'automatic', label: `Automatic (${String(automatic)})` },
        ...fitWorkerChoices.map((count) => ({ value: String(count), label: String(count) })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        actions.setFitWorkers(value === 'automatic' ? null : Number(value))
      }
    />
  )
}
