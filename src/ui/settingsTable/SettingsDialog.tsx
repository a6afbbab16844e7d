import type { ReactNode } from 'react'
import { Dialog } from '../parts/Dialog.tsx'
import { MakeEquivalent } from './MakeEquivalent.tsx'
import { SettingsTable } from './SettingsTable.tsx'
import './settingsTable.css'

interface SettingsDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Every setting of both tools and both panes, what it is expected to do, what it does here, and ways to make A and B alike. */
export function SettingsDialog({ opened, onClose }: SettingsDialogProps): ReactNode {
  return (
    <Dialog opened={opened} onClose={onClose} title="Settings side by side" width={132}>
      <SettingsTable />
      <MakeEquivalent />
    </Dialog>
  )
}
