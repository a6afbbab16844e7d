import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
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
    <Modal.Root opened={opened} onClose={onClose} size="132rem" centered transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>Settings side by side</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <SettingsTable />
          <MakeEquivalent />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
