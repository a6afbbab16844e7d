import { Button, Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import { unbroken } from '../format.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import type { Phase } from '../selectors.ts'
import { useActions, useApp } from '../store.ts'

const phaseIcons: Partial<Record<Phase, IconName>> = { ready: 'check', waiting: 'warn', failed: 'bad' }

/** What the page is doing, in words; with progress and a way to stop while it is busy. */
export function StatusLine(): ReactNode {
  const actions = useActions()
  const line = useApp((state, selectors) => selectors.statusLine(state))
  const phase = useApp((state, selectors) => selectors.phase(state))
  const progress = useApp((state, selectors) => selectors.runProgress(state))
  const busy = phase === 'loading' || phase === 'fitting'
  const icon = phaseIcons[phase]
  return (
    <div className="head-status">
      <div role="status" className={phase === 'failed' ? 'bd' : undefined}>
        {icon && <Icon name={icon} small />}
        <span>{unbroken(line)}</span>
      </div>
      {busy && progress && (
        <Progress
          aria-label={progress.what}
          className="head-progress"
          value={(100 * progress.done) / Math.max(1, progress.total)}
        />
      )}
      {busy && (
        <Button size="xs" leftSection={<Icon name="x" small />} onClick={() => actions.cancel()}>
          Cancel
        </Button>
      )}
    </div>
  )
}
