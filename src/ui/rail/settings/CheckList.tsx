import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'

interface CheckListProps {
  readonly label: string
  readonly names: readonly string[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Any number of names out of a list; the chosen keep the list's order. */
export function CheckList({ label, names, chosen, onChange }: CheckListProps): ReactNode {
  const choose = (name: string, on: boolean): void =>
    onChange(names.filter((each) => (each === name ? on : chosen.includes(each))))
  return (
    <fieldset className="check-list">
      <legend>{label}</legend>
      <div className="button-row">
        <button type="button" className="link-button" onClick={() => onChange(names)}>
          All
        </button>
        <button type="button" className="link-button" onClick={() => onChange([])}>
          None
        </button>
      </div>
      <div className="check-list-names">
        {names.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={chosen.includes(name)}
            onChange={(event) => choose(name, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}
