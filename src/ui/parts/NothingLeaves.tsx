import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import './nothingLeaves.css'

/** The promise that data stay on this computer, with its lock. */
export function NothingLeaves(): ReactNode {
  return (
    <p className="nothing-leaves">
      <Icon name="lock" />
      <span>
        <b>Nothing leaves this computer.</b> No upload, no account, no request after this page has loaded.
      </span>
    </p>
  )
}
