import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Icon } from '../parts/Icon.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

/** Opens the table of all settings. */
export function SettingsButton(): ReactNode {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button
        className="settings-button"
        variant="subtle"
        title="Settings side by side"
        leftSection={<Icon name="table" />}
        onClick={dialog.open}
      >
        Settings side by side
      </Button>
      <SettingsDialog opened={opened} onClose={dialog.close} />
    </>
  )
}
