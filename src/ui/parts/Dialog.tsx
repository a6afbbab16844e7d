import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface DialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** At most, in rem. */
  readonly width: number
  /** What the cross at its corner is called. */
  readonly closeName?: string
  readonly children: ReactNode
}

/** A dialog over the page with its title and a cross; what it holds is there only while it is open. */
export function Dialog({ opened, onClose, title, width, closeName, children }: DialogProps): ReactNode {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={`${width}rem`}
      centered
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={closeName ?? 'Close'} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
