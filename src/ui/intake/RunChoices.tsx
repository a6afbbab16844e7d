import { useState, type ReactNode } from 'react'
import type { BidsRun } from '../../core/formats/bids.ts'
import { useActions } from '../store.ts'

/** Longer lists are searched, not scrolled. */
const mostShown = 200

/** The runs of a folder by subject, session, task and run. */
export function RunChoices({ runs }: { readonly runs: readonly BidsRun[] }): ReactNode {
  const actions = useActions()
  const [search, setSearch] = useState('')
  const found = runs.filter(({ path }) => path.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <div className="question">
      <p>
        The folder holds {runs.length} runs. One is opened, with the events, sidecars, confounds and mask that
        belong to it; nothing has been read yet.
      </p>
      {runs.length > 12 && (
        <input
          className="question-search"
          type="search"
          aria-label="Search the runs"
          placeholder="sub-01, task-…"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className="run-choices" aria-label="Runs">
        {found.slice(0, mostShown).map((run) => (
          <li key={run.path}>
            <button type="button" onClick={() => actions.chooseRun(run.path)}>
              <b>{wordsOf(run)}</b>
              <span className="mono">{run.path}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p className="t3">{found.length - mostShown} more: search for them.</p>}
      {found.length === 0 && <p className="t3">No run has this in its name.</p>}
    </div>
  )
}

/** Such as `Subject 01 · session 2 · task tapping · run 1`. */
function wordsOf({ subject, session, task, run, other, path }: BidsRun): string {
  const named = [
    ['Subject', subject],
    ['session', session],
    ['task', task],
    ['run', run],
  ].flatMap(([what, value]) => (value === '' ? [] : `${what} ${value}`))
  const words = [...named, ...(other === '' ? [] : [other])].join(' · ')
  return words === '' ? (path.split('/').at(-1) ?? path) : words
}
