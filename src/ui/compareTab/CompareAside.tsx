import type { ReactNode } from 'react'
import { SettingsButton } from '../settingsTable/SettingsButton.tsx'
import { BrushBar } from './BrushBar.tsx'

/** What stands at the right end of the tab bar while Compare is open. */
export function CompareAside(): ReactNode {
  return (
    <>
      <SettingsButton />
      <BrushBar />
    </>
  )
}
