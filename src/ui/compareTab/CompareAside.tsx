import type { ReactNode } from 'react'
import { SettingsButton } from '../settingsTable/SettingsButton.tsx'
import { useApp } from '../store.ts'
import { BrushBar } from './BrushBar.tsx'

/** What stands at the right end of the tab bar while Compare is open. */
export function CompareAside(): ReactNode {
  const hasSettings = useApp((state) => state.settings !== null)
  return (
    <>
      {hasSettings && <SettingsButton />}
      <BrushBar />
    </>
  )
}
