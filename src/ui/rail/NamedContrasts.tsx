import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes, type NamedContrast, type Pane } from '../../state/appState.ts'
import { gradeWords } from '../../state/designWords.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useActions, useApp } from '../store.ts'

/** Contrasts kept under a name, each with its verdict in A and B; they are saved with the session. */
export function NamedContrasts({ pane }: { readonly pane: PaneOrBoth }): ReactNode {
  const actions = useActions()
  const named = useApp((state) => state.settings?.namedContrasts ?? [])
  const contrast = useApp((state) => state.settings?.contrasts[pane === 'b' ? 'b' : 'a'] ?? null)
  const text = useApp((state, selectors) => selectors.contrastText(state, pane === 'b' ? 'b' : 'a'))
  const replace = (at: number, by: NamedContrast[]): void =>
    actions.setNamedContrasts(named.flatMap((each, i) => (i === at ? by : [each])))
  const keep = (): void => {
    if (contrast !== null) actions.setNamedContrasts([...named, { name: freeName(text, named), contrast }])
  }
  return (
    <div className="named">
      {named.length > 0 && (
        <table className="numbers" aria-label="Kept">
          <thead>
            <tr>
              <th scope="col">kept</th>
              {panes.map((each) => (
                <th key={each} scope="col">
                  <Chip of={each} />
                </th>
              ))}
              <th scope="col" aria-label="Remove" />
            </tr>
          </thead>
          <tbody>
            {named.map((each, i) => (
              <NamedRow
                key={`${i} ${each.name}`}
                named={each}
                chosen={each.contrast === contrast}
                onAsk={() => actions.setContrast(pane, each.contrast)}
                onRename={(name) => replace(i, [{ ...each, name: freeName(name, named) }])}
                onDelete={() => replace(i, [])}
              />
            ))}
          </tbody>
        </table>
      )}
      <button type="button" className="link-button quiet" onClick={keep}>
        <Icon name="plus" small />
        Keep under a name
      </button>
    </div>
  )
}

interface NamedRowProps {
  readonly named: NamedContrast
  readonly chosen: boolean
  readonly onAsk: () => void
  readonly onRename: (name: string) => void
  readonly onDelete: () => void
}

function NamedRow({ named, chosen, onAsk, onRename, onDelete }: NamedRowProps): ReactNode {
  const { name } = named
  const [renaming, setRenaming] = useState(false)
  const rename = (to: string): void => {
    setRenaming(false)
    if (to !== '' && to !== name) onRename(to)
  }
  return (
    <tr className={chosen ? 'chosen' : ''}>
      <th scope="row" className="ellipsis">
        {renaming ? (
          <NameField name={name} onDone={rename} />
        ) : (
          <button
            type="button"
            className="link-button"
            title="Ask for it; double-click renames it"
            onClick={onAsk}
            onDoubleClick={() => setRenaming(true)}
          >
            {name}
          </button>
        )}
      </th>
      {panes.map((pane) => (
        <GradeOf key={pane} pane={pane} named={named} />
      ))}
      <td className="named-buttons">
        <IconButton small icon="rename" name={`Rename ${name}`} onClick={() => setRenaming(true)} />
        <IconButton small icon="x" name={`Delete ${name}`} onClick={onDelete} />
      </td>
    </tr>
  )
}

function GradeOf({ pane, named }: { readonly pane: Pane; readonly named: NamedContrast }): ReactNode {
  const verdict = useApp((state, selectors) => selectors.verdictOf(state, pane, named.contrast))
  if (verdict === null) return <td>–</td>
  const tone =
    verdict.grade === 'fine' ? 'tone-fine' : verdict.grade === 'inflated' ? 'tone-warn' : 'tone-bad'
  return (
    <td className={tone} title={verdict.headline}>
      {verdict.grade === 'error' ? 'no' : gradeWords[verdict.grade]}
    </td>
  )
}

interface NameFieldProps {
  readonly name: string
  readonly onDone: (name: string) => void
}

function NameField({ name, onDone }: NameFieldProps): ReactNode {
  const [draft, setDraft] = useState(name)
  return (
    <TextInput
      aria-label={`Name of ${name}`}
      autoFocus
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => onDone(draft.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(draft.trim())
        if (event.key === 'Escape') onDone(name)
      }}
    />
  )
}

/** A name that no other contrast has. */
function freeName(wanted: string, named: readonly NamedContrast[]): string {
  const taken = new Set(named.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted} (${number})`)) number++
  return `${wanted} (${number})`
}
