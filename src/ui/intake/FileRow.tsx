import type { ReactNode } from 'react'
import type { TakenFor } from '../../state/intakeState.ts'
import { unbroken } from '../format.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { useActions } from '../store.ts'
import './intake.css'

interface FileRowProps {
  readonly name: string
  readonly role: TakenFor
  readonly summary: string
}

/** One dropped file: what it was taken for, which can be changed, and what is in it. */
export function FileRow({ name, role, summary }: FileRowProps): ReactNode {
  const actions = useActions()
  const { icon, tone } = role === 'unused' ? marks.unused : marks.used
  return (
    <li title={name}>
      <span className={tone}>
        <Icon name={icon} small />
      </span>
      <select
        className="taken-for"
        aria-label={`${name} is taken for`}
        value={role}
        onChange={(event) => {
          const chosen = choicesOf(name).find((choice) => choice === event.currentTarget.value)
          if (chosen !== undefined) actions.takeFileFor(name, chosen)
        }}
      >
        {withPresent(choicesOf(name), role).map((choice) => (
          <option key={choice} value={choice}>
            {choiceWords[choice]}
          </option>
        ))}
      </select>
      <em>{unbroken(summary)}</em>
    </li>
  )
}

const marks: Readonly<Record<'used' | 'unused', { readonly icon: IconName; readonly tone: string }>> = {
  used: { icon: 'check', tone: 'ok' },
  unused: { icon: 'point', tone: 't3' },
}

const choiceWords: Readonly<Record<TakenFor, string>> = {
  events: 'events',
  confounds: 'confounds',
  sidecar: 'sidecar',
  mask: 'mask',
  anatomy: 'anatomy',
  map: 'map',
  session: 'session',
  unused: 'not used',
}

/** What a file of this name can hold. */
function choicesOf(name: string): readonly TakenFor[] {
  if (/\.(nii|hdr|img)(\.gz)?$/i.test(name)) return ['map', 'mask', 'anatomy', 'unused']
  if (/\.json$/i.test(name)) return ['sidecar', 'session', 'unused']
  return ['events', 'confounds', 'unused']
}

function withPresent(choices: readonly TakenFor[], present: TakenFor): readonly TakenFor[] {
  return choices.includes(present) ? choices : [present, ...choices]
}
