import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes } from '../../state/appState.ts'
import type { ConditionUse } from '../../state/facts.ts'
import { ConditionsButton } from '../conditions/ConditionsButton.tsx'
import { ConfoundsButton } from '../confounds/ConfoundsButton.tsx'
import { Chip } from '../parts/Chip.tsx'
import { LinkToggle } from '../parts/LinkToggle.tsx'
import { Section } from '../parts/Section.tsx'
import type { DesignSwitch } from '../selectors.ts'
import { useActions, useApp } from '../store.ts'

/** The big switch between the minimal and the overparameterized design, for both panes or each. */
export function DesignSection(): ReactNode {
  const actions = useActions()
  const a = useApp((state, selectors) => selectors.designSwitch(state, 'a'))
  const b = useApp((state, selectors) => selectors.designSwitch(state, 'b'))
  // One switch cannot show two designs: while they differ, each pane has its own.
  const linked = useApp((state) => state.view.designLinked) && a === b
  const link = (designLinked: boolean): void => {
    actions.setView({ designLinked })
    if (designLinked && a !== b && a !== null) actions.setDesignSwitch('both', a)
  }
  return (
    <Section title="Design" aside={<LinkToggle linked={linked} of="Design" onChange={link} />}>
      {linked ? (
        <Switch pane="both" label="Design" />
      ) : (
        <div className="pane-rows">
          {panes.map((pane) => (
            <div key={pane}>
              <Chip of={pane} />
              <Switch pane={pane} label={`Design ${pane.toUpperCase()}`} />
            </div>
          ))}
        </div>
      )}
      <Conditions />
    </Section>
  )
}

function Switch({ pane, label }: { readonly pane: PaneOrBoth; readonly label: string }): ReactNode {
  const actions = useActions()
  const value = useApp((state, selectors): DesignSwitch | null => {
    if (pane !== 'both') return selectors.designSwitch(state, pane)
    const [a, b] = [selectors.designSwitch(state, 'a'), selectors.designSwitch(state, 'b')]
    return a === b ? a : null
  })
  return (
    <SegmentedControl
      fullWidth
      aria-label={label}
      {...(pane === 'both' ? { 'data-big': true } : {})}
      value={value ?? ''}
      onChange={(to) => actions.setDesignSwitch(pane, to === 'minimal' ? 'minimal' : 'overparameterized')}
      data={[
        { value: 'minimal', label: 'Minimal' },
        { value: 'overparameterized', label: 'Overparameterized' },
      ]}
    />
  )
}

function Conditions(): ReactNode {
  const conditions = useApp((state, selectors) => selectors.conditionUses(state))
  const hasConfounds = useApp((state) => (state.run?.confounds ?? null) !== null)
  return (
    <ul className="conditions" aria-label="Conditions">
      {conditions.map((condition, index) => (
        <li key={condition.name} className={condition.a || condition.b ? 'pill' : 'pill pill-out'}>
          <i className={`swatch swatch-${index % 4}`} />
          {condition.name}
          {whoText(condition) !== '' && <small>{whoText(condition)}</small>}
        </li>
      ))}
      {conditions.length > 0 && (
        <li>
          <ConditionsButton />
        </li>
      )}
      {hasConfounds && (
        <li>
          <ConfoundsButton />
        </li>
      )}
    </ul>
  )
}

function whoText({ a, b }: ConditionUse): string {
  if (a && b) return ''
  if (a) return 'in A only'
  return b ? 'in B only' : 'left out'
}
