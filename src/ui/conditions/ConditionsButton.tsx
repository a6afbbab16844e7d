import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ConditionsDialog } from './ConditionsDialog.tsx'

/** Opens the chooser of conditions. */
export function ConditionsButton(): ReactNode {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <button type="button" className="link-button quiet" onClick={dialog.open}>
        Choose conditions
      </button>
      <ConditionsDialog opened={opened} onClose={dialog.close} />
    </>
  )
}
