import type { ReactNode } from 'react'
import { panes } from '../../state/appState.ts'
import { unbroken } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useLiveDesign } from './useLiveDesign.ts'

/** What is doubtful about the events and columns of the present designs: each once, with the panes it is about. */
export function DesignFindings(): ReactNode {
  const live = { a: useLiveDesign('a'), b: useLiveDesign('b') }
  const found = panes.flatMap((pane) => {
    const own = live[pane]
    if (!own.ok) return []
    return own.diagnostics.design.findings
      .filter(({ severity }) => severity !== 'note')
      .map(({ message, remedy }) => ({ pane, words: unbroken(`${message} ${remedy}`) }))
  })
  const words = [...new Set(found.map((each) => each.words))]
  if (words.length === 0) return null
  return (
    <ul className="design-findings" aria-label="Doubtful in these designs">
      {words.map((each) => (
        <li key={each}>
          <span className="wn">
            <Icon name="warn" small />
          </span>
          <span>
            {each}{' '}
            {found
              .filter((one) => one.words === each)
              .map(({ pane }) => (
                <Chip key={pane} of={pane} />
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
