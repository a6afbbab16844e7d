import type { ReactNode } from 'react'
import { nilearnPreset, spm12Preset } from '../../core/pipeline/presets.ts'
import { panes, type Pane } from '../../state/appState.ts'
import { measuredSettings, type MeasuredSetting } from '../../state/comparisonMeasured.ts'
import { explainBlocked } from '../../state/explainView.ts'
import { Chip } from '../parts/Chip.tsx'
import { describeSetting } from '../rail/settings/describe.ts'
import { settingList, type SettingWords } from '../rail/settings/settingList.ts'
import { useActions, useApp, useReadState } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { expectedEffects } from './effectWords.ts'
import { measuredWords } from './measuredWords.ts'

/** The settings row by row: both tools' defaults, A and B now, what a difference is expected to do and what it does here. */
export function SettingsTable(): ReactNode {
  return (
    <div
      className="side-scroll"
      role="region"
      aria-label="Settings of both tools and both panes"
      tabIndex={0}
    >
      <table className="side">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">nilearn’s default</th>
            <th scope="col">SPM12’s default</th>
            {panes.map((pane) => (
              <th scope="col" key={pane}>
                <Chip of={pane} /> now
              </th>
            ))}
            <th scope="col">Expected of the betas</th>
            <th scope="col">Expected of t</th>
            <th scope="col">Measured here</th>
          </tr>
        </thead>
        <tbody>
          {settingList.map((words) => (
            <SettingLine key={words.group} words={words} />
          ))}
        </tbody>
      </table>
      <p className="t3 side-note">
        Measured here, in the units on screen: the setting’s share of the difference, mean over all orders of
        switching; then r and slope of A with this setting alone as in B against A.
      </p>
    </div>
  )
}

function SettingLine({ words: { group, label } }: { readonly words: SettingWords }): ReactNode {
  const differs = useApp((state, selectors) => selectors.differingGroups(state).includes(group))
  const defaults = useApp((state) => {
    const conditions = state.settings?.pipelines.a.conditions ?? { include: 'all', explicitRest: false }
    if (group === 'conditions') return ['as given', 'as given']
    return [nilearnPreset(conditions), spm12Preset(conditions)].map((spec) => describeSetting(group, spec))
  })
  const expected = expectedEffects[group]
  return (
    <tr data-differs={differs}>
      <th scope="row">
        {differs && <span aria-hidden>≠ </span>}
        {label}
        {differs && <span className="sr-only"> differs</span>}
      </th>
      {defaults.map((text, index) => (
        <td key={index} className="t2">
          {text}
        </td>
      ))}
      {panes.map((pane) => (
        <NowCell key={pane} pane={pane} group={group} label={label} differs={differs} />
      ))}
      <td className="side-words">{expected.beta}</td>
      <td className="side-words">{expected.t}</td>
      <td className="side-measured">
        <Measured group={group} differs={differs} />
      </td>
    </tr>
  )
}

interface NowCellProps {
  readonly pane: Pane
  readonly group: SettingWords['group']
  readonly label: string
  readonly differs: boolean
}

function NowCell({ pane, group, label, differs }: NowCellProps): ReactNode {
  const text = useApp((state) =>
    state.settings === null ? '' : describeSetting(group, state.settings.pipelines[pane]),
  )
  const copy = useCopy(pane, group)
  const [own, other] = pane === 'a' ? ['A', 'B'] : ['B', 'A']
  return (
    <td className={pane === 'a' ? 'ca' : 'cb'}>
      {text}
      {differs && (
        <button type="button" className="link-button side-copy" onClick={copy}>
          copy to {other}
          <span className="sr-only">
            : {label} of {own}
          </span>
        </button>
      )}
    </td>
  )
}

/** Gives the other pane one setting of this one; a contrast goes with its conditions. */
function useCopy(from: Pane, group: SettingWords['group']): () => void {
  const actions = useActions()
  const read = useReadState()
  const to = from === 'a' ? 'b' : 'a'
  return () => {
    const { settings } = read()
    if (settings === null) return
    const { pipelines, contrasts } = settings
    actions.setPipeline(to, { ...pipelines[to], [group]: pipelines[from][group] })
    if (group === 'conditions') actions.setContrast(to, contrasts[from])
  }
}

function Measured({
  group,
  differs,
}: {
  readonly group: SettingWords['group']
  readonly differs: boolean
}): ReactNode {
  const actions = useActions()
  const measured =
    useAppInTurn((state): MeasuredSetting | null => measuredSettings(state)?.get(group) ?? null) ?? null
  const running = useApp((state) => state.explain.job.status === 'running')
  const blocked = useApp((state) => explainBlocked(state) !== null)
  if (!differs) return <span className="t3">equal</span>
  if (measured === null) {
    if (running) return <span className="t3">measuring</span>
    if (blocked) return <span className="t3">not yet</span>
    return (
      <button type="button" className="link-button" onClick={() => actions.explain()}>
        Explain to measure<span className="sr-only"> {group}</span>
      </button>
    )
  }
  return (
    <>
      {measured.effect && <div>effect {measuredWords(measured.effect)}</div>}
      {measured.t && <div>t {measuredWords(measured.t)}</div>}
    </>
  )
}
