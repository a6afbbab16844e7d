import { NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { sharesBySetting } from '../../state/explainInteractions.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Section } from '../parts/Section.tsx'
import type { SettingGroup } from '../selectors.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import './pipelines.css'
import { settingList } from './settings/settingList.ts'
import { SettingRow } from './SettingRow.tsx'

/** Every setting of A beside B's: those that differ or are refused first, the equal ones folded away. */
export function PipelinesSection(): ReactNode {
  const differing = useApp((state, selectors) => selectors.differingGroups(state))
  const [edited, setEdited] = useState<SettingGroup | null>(null)
  const [showEqual, equal] = useDisclosure(false)
  const shares = useAppInTurn(sharesBySetting) ?? null
  const columns = shares === null ? 3 : 4
  const refused =
    useAppInTurn((state, selectors) =>
      panes.flatMap((pane) =>
        selectors
          .settingFindings(state, pane)
          .flatMap(({ group, finding }) => (finding.severity === 'error' ? [group] : [])),
      ),
    ) ?? []
  const isFoldable = (group: SettingGroup): boolean => !differing.includes(group) && !refused.includes(group)
  const unlike = settingList.filter(({ group }) => !isFoldable(group))
  const alike = settingList.filter(({ group }) => isFoldable(group))
  const row = (words: (typeof settingList)[number]): ReactNode => (
    <SettingRow
      key={words.group}
      words={words}
      differs={differing.includes(words.group)}
      share={shares === null ? null : (shares.get(words.group) ?? 'none')}
      open={edited === words.group}
      onToggle={() => setEdited(edited === words.group ? null : words.group)}
    />
  )
  const showAlike = showEqual || alike.some(({ group }) => group === edited)
  return (
    <Section title="Pipelines" aside={howManyDiffer(differing.length)}>
      <table className="pipes">
        <Head hasShares={shares !== null} />
        <tbody>{unlike.map(row)}</tbody>
        <tbody>
          <tr className="pipes-fold">
            <td colSpan={columns}>
              <button
                type="button"
                className="link-button quiet"
                aria-expanded={showAlike}
                onClick={equal.toggle}
              >
                <Icon name={showAlike ? 'down' : 'right'} small />
                {alike.length === 1 ? '1 setting equal' : `${alike.length} settings equal`}
              </button>
            </td>
          </tr>
          {showAlike && alike.map(row)}
        </tbody>
      </table>
    </Section>
  )
}

function Head({ hasShares }: { readonly hasShares: boolean }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="sr-only">Setting</span>
        </th>
        {panes.map((pane) => (
          <th scope="col" key={pane}>
            <PresetSelect pane={pane} />
          </th>
        ))}
        {hasShares && (
          <th scope="col" className="pipes-share" title="Share of A − B of the map shown, from Explain">
            share
          </th>
        )}
      </tr>
    </thead>
  )
}

function howManyDiffer(count: number): string {
  if (count === 0) return 'all equal'
  return count === 1 ? '1 differs' : `${count} differ`
}

function PresetSelect({ pane }: { readonly pane: Pane }): ReactNode {
  const actions = useActions()
  const preset = useApp((state, selectors) => selectors.presetOf(state, pane))
  const options = [
    { value: 'nilearn', label: 'nilearn' },
    { value: 'spm12', label: 'SPM12' },
    ...(preset === 'custom' ? [{ value: 'custom', label: 'custom', disabled: true }] : []),
  ]
  return (
    <div className="pipes-preset">
      <Chip of={pane} />
      <NativeSelect
        aria-label={`Preset ${pane.toUpperCase()}`}
        size="xs"
        variant="unstyled"
        data={options}
        value={preset}
        onChange={(event) =>
          actions.setPreset(pane, event.currentTarget.value === 'spm12' ? 'spm12' : 'nilearn')
        }
      />
    </div>
  )
}
