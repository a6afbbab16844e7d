import type { ReactNode } from 'react'
import type { KnownFile } from '../../state/appState.ts'
import { unbroken } from '../format.ts'
import { Icon } from '../parts/Icon.tsx'
import { roleWords } from '../words.ts'
import { FileRow } from './FileRow.tsx'

interface KnownFileRowProps {
  readonly file: KnownFile
  /** The sample's files are what they are. */
  readonly isFixed: boolean
}

/** One file that is used: what it was taken for, which can be changed but for a run. */
export function KnownFileRow({ file: { name, role, summary }, isFixed }: KnownFileRowProps): ReactNode {
  if (!isFixed && role !== 'bold') {
    return <FileRow name={name} role={role} summary={summary} />
  }
  return (
    <li title={name}>
      <span className="ok">
        <Icon name="check" small />
      </span>
      <span>{roleWords[role]}</span>
      <em>{unbroken(summary)}</em>
    </li>
  )
}
