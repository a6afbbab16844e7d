import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import './section.css'

interface SectionProps {
  readonly title: string
  /** At the right of the title: a count, a state, a button. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of the rail that can be folded. */
export function Section({ title, aside, children }: SectionProps): ReactNode {
  const [open, { toggle }] = useDisclosure(true)
  return (
    <section className="section">
      <div className="section-head">
        <h2>
          <button type="button" aria-expanded={open} onClick={toggle}>
            <Icon name={open ? 'down' : 'right'} small />
            {title}
          </button>
        </h2>
        <div className="section-aside">{aside}</div>
      </div>
      {open && children}
    </section>
  )
}
