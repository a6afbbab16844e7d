import { TextInput } from '@mantine/core'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { PaneOrBoth } from '../../state/actions.ts'
import { panes, type Pane } from '../../state/appState.ts'
import type { Verdict } from '../../state/verdict.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { completed, completions, wordAt } from './completion.ts'
import { takeSuggestion } from './takeSuggestion.ts'

interface ContrastInputProps {
  readonly pane: PaneOrBoth
  readonly label: string
}

/** A contrast as text: judged at every keystroke, asked for on Enter, on leaving, or after a pause; Tab completes a name. */
export function ContrastInput({ pane, label }: ContrastInputProps): ReactNode {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const field = useContrastField(pane)
  const { text, verdict, offers, active } = field
  useCaretAfterCompletion(input, field.caret, text)
  const wrong = verdict?.grade === 'error'
  return (
    <div className="contrast-field">
      <TextInput
        ref={input}
        className="contrast-input"
        aria-label={label}
        error={wrong}
        aria-autocomplete="list"
        {...(offers.length > 0
          ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` }
          : {})}
        data-contrast-input
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget: { value, selectionStart } }) => field.type(value, selectionStart)}
        onKeyDown={field.onKeyDown}
        onBlur={field.settle}
      />
      {wrong && verdict.at !== undefined && <Mistake text={text} at={verdict.at - 1} />}
      {offers.length > 0 && (
        <ul className="contrast-offers" id={listId} role="listbox" aria-label="Columns">
          {offers.map((name, index) => (
            <li
              key={name}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              // The field must not lose the focus to the list.
              onMouseDown={(event) => {
                event.preventDefault()
                field.take(name)
              }}
            >
              {name}
              {index === active && <kbd>Tab</kbd>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface ContrastField {
  readonly text: string
  readonly verdict: Verdict | null
  /** Null while nothing is offered for the word there. */
  readonly caret: number | null
  readonly offers: readonly string[]
  readonly active: number
  readonly type: (text: string, caret: number | null) => void
  readonly take: (name: string) => void
  readonly settle: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** What the field holds and what its keys do. */
function useContrastField(pane: PaneOrBoth): ContrastField {
  const actions = useActions()
  const shown: Pane = pane === 'b' ? 'b' : 'a'
  const text = useApp((state, selectors) => selectors.contrastText(state, shown))
  const verdict =
    useAppInTurn((state, selectors) => {
      const [a, b] = panes.map((each) => selectors.contrastVerdict(state, each))
      if (pane !== 'both') return (pane === 'b' ? b : a) ?? null
      // Where both find the mistake, the one that knows what was meant mends it.
      return (b?.grade === 'error' && (a?.grade !== 'error' || a.suggestion === undefined) ? b : a) ?? null
    }) ?? null
  const names = useColumnNames(pane)
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const offers = caret === null ? [] : completions(wordAt(text, caret).text, names)
  const chosen = offers[active]

  const type = (next: string, at: number | null): void => {
    setCaret(at)
    setActive(0)
    actions.typeContrast(pane, next)
    // What arrives at once (pasted, or set by a program) is complete; a cleared field is about to be filled.
    if (next !== '' && Math.abs(next.length - text.length) > 1) actions.settleContrast(pane)
  }
  const take = (name: string): void => {
    if (caret === null) return
    const next = completed(text, caret, name)
    setCaret(next.caret)
    actions.typeContrast(pane, next.text)
  }
  const settle = (): void => {
    setCaret(null)
    actions.settleContrast(pane)
  }
  const move = (by: number): void => setActive((active + by + offers.length) % offers.length)
  /** Whether the key was used. */
  const press = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (key === 'Tab' && !shiftKey) {
      const mended = verdict?.grade === 'error' ? takeSuggestion(text, verdict) : null
      if (chosen !== undefined) take(chosen)
      else if (mended !== null) type(mended, mended.length)
      return chosen !== undefined || mended !== null
    }
    if (key === 'Enter' && (chosen === undefined || active === 0)) settle()
    else if (chosen === undefined) return false
    else if (key === 'Enter') take(chosen)
    else if (key === 'ArrowDown') move(1)
    else if (key === 'ArrowUp') move(-1)
    else if (key === 'Escape') setCaret(null)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (press(event)) event.preventDefault()
  }
  return { text, verdict, caret, offers, active, type, take, settle, onKeyDown }
}

/** Names of the columns of the live designs that the field acts on. */
function useColumnNames(pane: PaneOrBoth): readonly string[] {
  const names = useAppInTurn((state, selectors) => {
    const of = pane === 'both' ? panes : [pane]
    return [...new Set(of.flatMap((each) => selectors.columnNames(state, each)))]
  })
  return names ?? []
}

/** React moves the caret to the end when the text is set from outside; a completion ends where its name does. */
function useCaretAfterCompletion(
  input: React.RefObject<HTMLInputElement | null>,
  caret: number | null,
  text: string,
): void {
  useLayoutEffect(() => {
    const element = input.current
    if (caret === null || element === null || document.activeElement !== element) return
    if (element.selectionStart !== caret && caret <= text.length) element.setSelectionRange(caret, caret)
  }, [input, caret, text])
}

/** A mark under the character where a mistake begins. */
function Mistake({ text, at }: { readonly text: string; readonly at: number }): ReactNode {
  const word = /^[^\s+\-*/();]+/.exec(text.slice(at))?.[0] ?? text.charAt(at)
  return (
    <div className="contrast-mistake" aria-hidden>
      {text.slice(0, at)}
      <mark>{word === '' ? ' ' : word}</mark>
    </div>
  )
}
