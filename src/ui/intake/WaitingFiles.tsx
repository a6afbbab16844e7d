import type { ReactNode } from 'react'
import { dataFiles } from '../../state/knownFiles.ts'
import { Icon } from '../parts/Icon.tsx'
import { useApp } from '../store.ts'
import { FileRow } from './FileRow.tsx'
import { KnownFileRow } from './KnownFileRow.tsx'
import './intake.css'

/** Before there is a run: the files that wait for one and those that are not used, which can be taken for something else. */
export function WaitingFiles(): ReactNode {
  const files = useApp(dataFiles)
  const designs = useApp((state) => state.models.designs.map(({ fileName }) => fileName))
  const unused = useApp((state) => state.intake.unused)
  if (files.length + designs.length + unused.length === 0) return null
  return (
    <section className="waiting-files">
      <h2>{files.length + designs.length > 0 ? 'Read, and waiting for a BOLD run' : 'Not used'}</h2>
      <ul className="files">
        {files.map((file) => (
          <KnownFileRow
            key={`${file.role} ${file.name}`}
            file={{ ...file, summary: `${file.name} · ${file.summary}` }}
            isFixed={false}
          />
        ))}
        {designs.map((name) => (
          <DesignRow key={name} name={name} />
        ))}
        {unused.map((name) => (
          <FileRow key={name} name={name} role="unused" summary={name} />
        ))}
      </ul>
    </section>
  )
}

function DesignRow({ name }: { readonly name: string }): ReactNode {
  return (
    <li title={name}>
      <span className="ok">
        <Icon name="check" small />
      </span>
      <span>design</span>
      <em>{name}</em>
    </li>
  )
}
