import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ConfoundsDialog } from './ConfoundsDialog.tsx'

/** Opens the chooser of confounds. */
export function ConfoundsButton(): ReactNode {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <button type="button" className="link-button quiet" onClick={dialog.open}>
        Choose confounds
      </button>
      <ConfoundsDialog opened={opened} onClose={dialog.close} />
    </>
  )
}
