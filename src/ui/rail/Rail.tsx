import type { ReactNode } from 'react'
import { useApp } from '../store.ts'
import { ContrastSection } from './ContrastSection.tsx'
import { DataSection } from './DataSection.tsx'
import { DesignSection } from './DesignSection.tsx'
import { MessagesSection } from './MessagesSection.tsx'
import { PipelinesSection } from './PipelinesSection.tsx'
import './rail.css'

/** Everything that is dropped, decided and said, beside the maps it leads to. Messages stay in sight at the bottom. */
export function Rail(): ReactNode {
  const hasSettings = useApp((state) => state.settings !== null)
  return (
    <div className="rail-sections">
      <div className="rail-scroll">
        <DataSection />
        {hasSettings && (
          <>
            <DesignSection />
            <PipelinesSection />
            <ContrastSection />
          </>
        )}
      </div>
      <div className="rail-messages">
        <MessagesSection />
      </div>
    </div>
  )
}
