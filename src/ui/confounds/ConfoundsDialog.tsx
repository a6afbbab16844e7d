import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { isGroupChosen, withGroup, type ConfoundGroup } from '../../core/design/confoundGroups.ts'
import { panes, type Pane } from '../../state/appState.ts'
import type { ConfoundRow, ConfoundRows } from '../../state/confoundRows.ts'
import { Chip } from '../parts/Chip.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useApp } from '../store.ts'
import { ConfoundsTable, type ConfoundLine } from './ConfoundsTable.tsx'
import { groupDuplicates, groupWords, rowCaution, rowWords } from './confoundWords.ts'
import { useChosenConfounds } from './useChosenConfounds.ts'
import './confounds.css'

interface ConfoundsDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** The confounds of the run with their courses, by fMRIPrep's groups and one by one, for A and B. */
export function ConfoundsDialog({ opened, onClose }: ConfoundsDialogProps): ReactNode {
  const found = useApp((state, selectors) => (opened ? selectors.confoundRows(state) : null))
  return (
    <Dialog opened={opened} onClose={onClose} title="Confounds" width={92}>
      {found === null ? (
        <p className="t3">No confounds table has been dropped.</p>
      ) : (
        <Chooser found={found} />
      )}
    </Dialog>
  )
}

function Chooser({ found }: { readonly found: ConfoundRows }): ReactNode {
  const { chosen, choose } = useChosenConfounds()
  const [wanted, setWanted] = useState('')
  const { rows, groups, columns } = found
  const names = rows.map(({ name }) => name)
  const groupLine = (group: ConfoundGroup): ConfoundLine => {
    const own = rows.filter(({ name }) => group.columns.includes(name))
    return {
      name: group.name,
      words: groupWords(own),
      caution: groupDuplicates(own) || group.caution,
      series: own.flatMap(({ values }) => (values === null ? [] : [values])),
      isChosen: inPanes((pane) => isGroupChosen(group, chosen[pane])),
      onChoose: (pane, on) => choose(pane, withGroup(group, on, { chosen: chosen[pane], columns: names })),
    }
  }
  const rowLine = (row: ConfoundRow): ConfoundLine => ({
    name: row.name,
    words: rowWords(row),
    caution: rowCaution(row),
    series: row.values === null ? [] : [row.values],
    isChosen: inPanes((pane) => chosen[pane].includes(row.name)),
    onChoose: (pane, on) =>
      choose(
        pane,
        names.filter((name) => (name === row.name ? on : chosen[pane].includes(name))),
      ),
  })
  const shown = rows.filter(({ name }) => name.includes(wanted.trim()))
  return (
    <>
      {groups.length > 0 && <ConfoundsTable label="Groups" lines={groups.map(groupLine)} />}
      <div className="confounds-bar">
        <TextInput
          aria-label="Find a column"
          placeholder="find a column"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <span className="small t2">
          {columns.length} columns in the table; chosen:{' '}
          {panes.map((pane) => (
            <span key={pane} className="confounds-count">
              <Chip of={pane} /> {chosen[pane].length}
            </span>
          ))}
        </span>
      </div>
      <div className="confounds-scroll" tabIndex={0} role="region" aria-label="Single columns, rows">
        <ConfoundsTable label="Single columns" lines={shown.map(rowLine)} />
      </div>
    </>
  )
}

function inPanes(of: (pane: Pane) => boolean): Readonly<Record<Pane, boolean>> {
  return { a: of('a'), b: of('b') }
}
