import type { ReactNode } from 'react'
import { panes, type Pane } from '../../state/appState.ts'
import { specDifferences } from '../../core/pipeline/specDifferences.ts'
import { unbroken } from '../format.ts'
import { percent } from '../explainTab/explainWords.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { describeSetting } from './settings/describe.ts'
import { SettingEditor } from './settings/SettingEditor.tsx'
import { SettingProblems } from './settings/SettingProblems.tsx'
import type { SettingWords } from './settings/settingList.ts'
import { toolTerms } from './settings/toolTerms.ts'

interface SettingRowProps {
  readonly words: SettingWords
  readonly differs: boolean
  /** Of the difference on screen, 1 for all of it; none where A and B have the same; null while not explained. */
  readonly share: number | 'none' | null
  readonly open: boolean
  readonly onToggle: () => void
}

/** One setting of both panes; opens into its fields. */
export function SettingRow({ words, differs, share, open, onToggle }: SettingRowProps): ReactNode {
  const texts = useApp((state) =>
    panes.map((pane) => (state.settings ? describeSetting(words.group, state.settings.pipelines[pane]) : '')),
  )
  const refused =
    useAppInTurn((state, selectors) =>
      panes.filter((pane) =>
        selectors
          .settingFindings(state, pane)
          .some(({ group, finding }) => group === words.group && finding.severity === 'error'),
      ),
    ) ?? []
  const { label } = words
  return (
    <>
      <tr className={differs ? 'pipes-ne' : 'pipes-eq'} data-open={open}>
        <th scope="row">
          <button type="button" aria-expanded={open} onClick={onToggle} data-setting={words.group}>
            <span className="pipes-mark">
              {differs ? '≠' : ''}
              {differs && <span className="sr-only"> differs: </span>}
            </span>
            {label}
          </button>
        </th>
        {texts.map((text, index) => (
          <td key={panes[index]} title={text} onClick={onToggle}>
            {refused.some((pane) => pane === panes[index]) && (
              <span className="bd pipes-refused">
                <Icon name="bad" small />
                <span className="sr-only">refused: </span>
              </span>
            )}
            {text}
          </td>
        ))}
        {share !== null && <td className="pipes-share">{share === 'none' ? '' : percent(share)}</td>}
      </tr>
      {open && (
        <tr className="pipes-edit" ref={intoView}>
          <td colSpan={share === null ? 3 : 4}>
            <p className="t2">
              {words.sentence}{' '}
              <a href={`./docs/numerics.html#${words.anchor}`} target="_blank" rel="noopener">
                More<span className="sr-only"> about {label}, in a new tab</span>
              </a>
            </p>
            <div className="pipes-editors">
              {panes.map((pane) => (
                <PaneEditor key={pane} pane={pane} words={words} differs={differs} />
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

/** Brings fields that opened below the rail's edge into sight. */
function intoView(row: HTMLTableRowElement | null): void {
  row?.scrollIntoView({ block: 'nearest' })
}

interface PaneEditorProps {
  readonly pane: Pane
  readonly words: SettingWords
  readonly differs: boolean
}

function PaneEditor({ pane, words, differs }: PaneEditorProps): ReactNode {
  const actions = useActions()
  const { group } = words
  const spec = useApp((state) => state.settings?.pipelines[pane] ?? null)
  const other = useApp((state) => state.settings?.pipelines[pane === 'a' ? 'b' : 'a'] ?? null)
  const defaults = useApp((state, selectors) => (state.settings ? selectors.defaultsOf(state, pane) : null))
  if (spec === null || other === null || defaults === null) return null
  const isDefault = !specDifferences(spec, defaults).includes(group)
  const terms = toolTerms(group, spec)
  const letters = pane === 'a' ? (['A', 'B'] as const) : (['B', 'A'] as const)
  return (
    <div className="pane-editor">
      <Chip of={pane} />
      <SettingEditor
        group={group}
        pane={letters[0]}
        value={spec}
        onChange={(next) => actions.setPipeline(pane, next)}
      />
      <SettingProblems pane={pane} group={group} />
      {terms !== '' && <p className="t3 small">{unbroken(terms)}</p>}
      {isDefault ? (
        <span className="t3 small">default</span>
      ) : (
        <button
          type="button"
          className="link-button"
          onClick={() => actions.setPipeline(pane, { ...spec, [group]: defaults[group] })}
        >
          Reset to {describeSetting(group, defaults)}
        </button>
      )}
      {differs && (
        <button
          type="button"
          className="link-button"
          onClick={() => actions.setPipeline(pane, { ...spec, [group]: other[group] })}
        >
          Copy from {letters[1]}
        </button>
      )}
    </div>
  )
}
