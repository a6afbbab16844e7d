import type { ReactNode } from 'react'
import { explainBlocked } from '../../state/explainView.ts'
import { Chip } from '../parts/Chip.tsx'
import { describeSetting } from '../rail/settings/describe.ts'
import { settingList } from '../rail/settings/settingList.ts'
import { expectedEffects } from '../settingsTable/effectWords.ts'
import { useApp } from '../store.ts'

/** What an explanation would switch, and what each setting usually does: shown until it has been measured. */
export function SettingsAhead(): ReactNode {
  const differing = useApp((state, selectors) => selectors.differingGroups(state))
  const pipelines = useApp((state) => state.settings?.pipelines ?? null)
  const blocked = useApp(explainBlocked)
  if (pipelines === null || differing.length === 0 || blocked !== null) return <div className="cell" />
  return (
    <section className="cell explain-ahead">
      <div className="cell-head">
        <h3>Settings that differ</h3>
        <span className="cell-note">
          what each of them usually does; explaining measures what it does here
        </span>
      </div>
      <table className="numbers" aria-label="Settings that differ">
        <thead>
          <tr>
            <th scope="col">setting</th>
            <th scope="col">
              <Chip of="a" />
            </th>
            <th scope="col">
              <Chip of="b" />
            </th>
            <th scope="col">usual effect on beta</th>
            <th scope="col">usual effect on t</th>
          </tr>
        </thead>
        <tbody>
          {settingList
            .filter(({ group }) => differing.includes(group))
            .map(({ group, label }) => (
              <tr key={group}>
                <th scope="row">{label}</th>
                <td className="ca">{describeSetting(group, pipelines.a)}</td>
                <td className="cb">{describeSetting(group, pipelines.b)}</td>
                <td className="t2">{expectedEffects[group].beta}</td>
                <td className="t2">{expectedEffects[group].t}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
