import { TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useState, type KeyboardEvent, type ReactNode } from 'react'
import { numberProblem, readNumber, stepped, type NumberRange } from './numberText.ts'
import './numberField.css'

interface NumberFieldProps extends NumberRange {
  readonly label: string
  readonly hideLabel?: boolean
  /** Null shows an empty field with the placeholder. */
  readonly value: number | null
  readonly unit?: string
  readonly step?: number
  readonly placeholder?: string
  /** Emptying the field answers null where that is allowed. */
  readonly onChange: (value: number) => void
  readonly onClear?: () => void
  readonly className?: string
}

const pauseMilliseconds = 600

/** A number that takes effect on Enter, on leaving the field, or after a pause; arrows step it. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, hideLabel = false, value, unit = '', step = 1, onChange, onClear } = props
  const [draft, setDraft] = useState<string | null>(null)
  const range = { min: props.min, max: props.max, whole: props.whole }
  const text = draft ?? (value === null ? '' : String(Number(value.toPrecision(6))))
  const canClear = onClear !== undefined && text.trim() === ''
  const problem = draft === null || canClear ? null : numberProblem(draft, range)
  const commit = (): void => {
    if (draft === null || problem !== null) return
    setDraft(null)
    const next = readNumber(draft)
    if (canClear) onClear()
    else if (next !== null && next !== value) onChange(next)
  }
  useAfterPause(draft, commit)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') setDraft(null)
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    const from = readNumber(text)
    if (direction === 0 || from === null) return
    event.preventDefault()
    setDraft(String(stepped(from, direction * step, range)))
  }
  return (
    <TextInput
      {...(hideLabel ? { 'aria-label': label } : { label })}
      className={`number-field ${props.className ?? ''}`}
      inputMode="decimal"
      data-committed={draft === null}
      value={text}
      placeholder={props.placeholder ?? ''}
      error={problem}
      rightSection={unit === '' ? undefined : <span className="number-unit">{unit}</span>}
      rightSectionPointerEvents="none"
      rightSectionWidth="auto"
      style={{ '--unit-length': unit.length }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => (problem === null ? commit() : setDraft(null))}
    />
  )
}

function useAfterPause(draft: string | null, commit: () => void): void {
  const run = useEffectEvent(commit)
  useEffect(() => {
    if (draft === null || draft.trim() === '') return
    const timer = setTimeout(() => run(), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [draft])
}
