import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

interface LinkToggleProps {
  readonly linked: boolean
  /** The section it stands in, for its name. */
  readonly of: string
  readonly onChange: (linked: boolean) => void
}

/** Whether one control acts on A and B, or each has its own. */
export function LinkToggle({ linked, of, onChange }: LinkToggleProps): ReactNode {
  return (
    <button
      type="button"
      className="link-button quiet"
      title={linked ? 'Set A and B separately' : 'Set A and B together'}
      onClick={() => onChange(!linked)}
    >
      <Icon name={linked ? 'link' : 'unlink'} small />
      {linked ? 'A and B together' : 'A and B separate'}
      <span className="sr-only">, {of}</span>
    </button>
  )
}
