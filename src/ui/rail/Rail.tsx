import type { ReactNode } from 'react'
import { useApp } from '../store.ts'
import { ContrastSection } from './ContrastSection.tsx'
import { DataSection } from './DataSection.tsx'
import { DesignSection } from './DesignSection.tsx'
import { MessagesSection } from './MessagesSection.tsx'
import { PipelinesSection } from './PipelinesSection.tsx'
import './rail.css'

/** Everything that is dropped, decided and said, beside the maps it leads to. Warnings and errors stand near the top. */
export function Rail(): ReactNode {
  const urgent = useApp((state) => state.messages.some(({ severity }) => severity !== 'note'))
  const hasSettings = useApp((state) => state.settings !== null)
  return (
    <div className="rail-sections">
      <DataSection />
      {urgent && <MessagesSection />}
      {hasSettings && (
        <>
          <DesignSection />
          <PipelinesSection />
          <ContrastSection />
        </>
      )}
      {!urgent && <MessagesSection />}
    </div>
  )
}
