import type { ReactNode } from 'react'
import type { Pane } from '../../../state/appState.ts'
import { unbroken } from '../../format.ts'
import { Icon } from '../../parts/Icon.tsx'
import type { SettingGroup } from '../../selectors.ts'
import { useApp } from '../../store.ts'
import { useAppInTurn } from '../../useAppInTurn.ts'

interface SettingProblemsProps {
  readonly pane: Pane
  readonly group: SettingGroup
}

/** Beside a setting's fields: why it cannot be honoured, or what is doubtful about it. */
export function SettingProblems({ pane, group }: SettingProblemsProps): ReactNode {
  const findings =
    useAppInTurn((state, selectors) =>
      selectors
        .settingFindings(state, pane)
        .filter((each) => each.group === group)
        .map(({ finding }) => finding),
    ) ?? []
  const keepsEarlier = useApp((state) => state.panes[pane].shown !== null)
  return findings.map(({ code, severity, message, remedy }) => (
    <div key={code} className="setting-problem small" role={severity === 'error' ? 'alert' : 'note'}>
      <span className={severity === 'error' ? 'bd' : 'wn'}>
        <Icon name={severity === 'error' ? 'bad' : 'warn'} small />
      </span>
      <p>
        {unbroken(message)} {unbroken(remedy)}
        {severity === 'error' && keepsEarlier && (
          <span className="t3"> The earlier fit stays on screen.</span>
        )}
      </p>
    </div>
  ))
}
