import type { ReactNode } from 'react'
import type { SwitchPair } from '../../state/explainInteractions.ts'
import { fixed } from '../format.ts'
import { switchLabel } from './switchWords.ts'
import { useExplained, type Explained } from './useExplained.ts'

/** Pairs that act on each other by less than this are not listed: half a share point. */
const worthListing = 0.005
const mostListed = 6

interface InteractionListProps {
  /** The pair whose map is shown. */
  readonly shown: SwitchPair | null
  readonly onShow: (pair: SwitchPair) => void
}

/** Which settings act on each other, in share points, and a way to each pair's map. */
export function InteractionList({ shown, onShow }: InteractionListProps): ReactNode {
  const explained = useExplained()
  if (explained === null) return null
  return (
    <section className="cell explain-interactions" aria-label="Interactions">
      <div className="cell-head">
        <h3>Interactions</h3>
        <span className="cell-note">share points two settings make beyond each alone</span>
      </div>
      <Pairs {...{ explained, shown, onShow }} />
    </section>
  )
}

function Pairs({ explained, shown, onShow }: InteractionListProps & { explained: Explained }): ReactNode {
  const { attribution, explanation } = explained
  if (explanation.switches.length < 2) return <p className="t3 small">One setting has nothing to act on.</p>
  if (attribution.basis !== 'exact')
    return <p className="t3 small">Known once every mixture has been fitted.</p>
  const listed = attribution.interactions
    .filter(({ value }) => Math.abs(value) >= worthListing)
    .slice(0, mostListed)
  if (listed.length === 0 || !attribution.varies)
    return <p className="t3 small">None of half a point or more: the order of switching does not matter.</p>
  const name = (i: number): string => {
    const group = explanation.switches[i]
    return group === undefined ? '' : switchLabel(group, explanation)
  }
  return (
    <ul>
      {listed.map(({ pair, value }) => {
        const isShown = shown?.join() === pair.join()
        return (
          <li key={pair.join()}>
            <span>
              {name(pair[0])} × {name(pair[1])}
            </span>
            <span className="explain-points">{signedPoints(value)}</span>
            <button
              type="button"
              className="link-button"
              aria-pressed={isShown}
              aria-label={`Map of ${name(pair[0])} × ${name(pair[1])}`}
              onClick={() => onShow(pair)}
            >
              map
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function signedPoints(value: number): string {
  const text = fixed(100 * value, 1)
  return value > 0 ? `+${text}` : text
}
