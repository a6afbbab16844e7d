import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import { interactionOverlay, type SwitchPair } from '../../state/explainInteractions.ts'
import { dominatingMap, explainedUnit, explanationIsStale } from '../../state/explainView.ts'
import type { CategoricalOverlay, ScalarOverlay } from '../../viewer/bakeOverlay.ts'
import { SliceViewer } from '../../viewer/SliceViewer.tsx'
import { useActions, useApp } from '../store.ts'
import { useTypeScale } from '../theme/typeScale.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { switchLabel } from './switchWords.ts'
import { useExplained } from './useExplained.ts'

interface ExplainMapCellProps {
  /** Two settings whose interaction is shown; null for the setting that moves each voxel most. */
  readonly pair: SwitchPair | null
  readonly onBack: () => void
}

/** Which setting moves each voxel most, or how two settings act on each other, in slices at the crosshair. */
export function ExplainMapCell({ pair, onBack }: ExplainMapCellProps): ReactNode {
  const cell = useRef<HTMLElement>(null)
  useEffect(() => {
    if (pair !== null) cell.current?.scrollIntoView({ block: 'nearest' })
  }, [pair])
  return (
    <section ref={cell} className="cell" aria-label="Map of the settings">
      {pair === null ? <DominatingHead /> : <InteractionHead pair={pair} onBack={onBack} />}
      <div className="explain-slices on-image">
        <ExplainSlices pair={pair} />
      </div>
      {pair === null && <Legend />}
    </section>
  )
}

function DominatingHead(): ReactNode {
  return (
    <div className="cell-head">
      <h3>Setting that moves each voxel most</h3>
      <span className="cell-note">stronger where its step is larger</span>
    </div>
  )
}

function InteractionHead({ pair: [i, j], onBack }: { pair: SwitchPair; onBack: () => void }): ReactNode {
  const explained = useExplained()
  const unit = useApp((state) => explainedUnit(state).text)
  const name = (index: number): string => {
    const group = explained?.explanation.switches[index]
    return group === undefined || explained === null ? '' : switchLabel(group, explained.explanation)
  }
  return (
    <div className="cell-head">
      <h3>
        {name(i)} × {name(j)}
      </h3>
      <span className="cell-note">in A − B beyond what each alone adds{unit === '' ? '' : `, ${unit}`}</span>
      <button type="button" className="link-button" onClick={onBack}>
        Show the strongest settings
      </button>
    </div>
  )
}

function ExplainSlices({ pair }: { readonly pair: SwitchPair | null }): ReactNode {
  const actions = useActions()
  const explained = useExplained()
  const map = useAppInTurn(dominatingMap) ?? null
  const interaction = useInteraction(pair)
  const unit = useApp((state) => explainedUnit(state).text)
  const grid = useApp((state) => state.run?.summary.grid ?? null)
  const mean = useApp((state) => state.run?.images.mean ?? null)
  const crosshairMm = useApp((state) => state.view.crosshairMm)
  const radiological = useApp((state) => state.view.radiological)
  const scale = useTypeScale()
  const stale = useApp(explanationIsStale)
  const background = useMemo(
    () => (grid === null || mean === null ? null : { grid, values: mean }),
    [grid, mean],
  )
  const switches = explained?.explanation.switches
  const dominating = useMemo((): CategoricalOverlay | null => {
    if (map === null || switches === undefined) return null
    const colours = switches.map((group) => settingColours[group])
    return { kind: 'categorical', ...map, colours, strengthRange: map.range }
  }, [map, switches])
  if (background === null) return null
  return (
    <SliceViewer
      label={pair === null ? 'Dominating setting' : 'Interaction of two settings'}
      background={background}
      overlay={pair === null ? dominating : interaction}
      outlines={noOutlines}
      crosshairMm={crosshairMm}
      onCrosshair={(mm) => actions.setView({ crosshairMm: mm })}
      radiological={radiological}
      layout="row"
      dimmed={stale}
      colourBar={pair === null ? null : { unit, pointer: null }}
      scale={scale}
    />
  )
}

/** The map of an interaction as the viewer draws it; the selector is asked anew when another pair is chosen. */
function useInteraction(pair: SwitchPair | null): ScalarOverlay | null {
  const found =
    useAppInTurn((state) => (pair === null ? null : interactionOverlay(state, pair)), pair?.join(' ')) ?? null
  return useMemo(
    () =>
      found && {
        kind: 'difference',
        ...{ values: found.values, mask: found.mask, range: found.range },
        fade: { by: 'value' },
      },
    [found],
  )
}

const noOutlines: readonly never[] = []

function Legend(): ReactNode {
  const explained = useExplained()
  const fractions = useAppInTurn((state) => dominatingMap(state)?.fractions ?? null) ?? null
  if (explained === null || fractions === null) return null
  const { explanation } = explained
  const entries = explanation.switches.map((group, i) => ({ group, fraction: fractions[i] ?? 0 }))
  return (
    <ul className="explain-legend" aria-label="Share of voxels that each setting moves most">
      {entries
        .filter(({ fraction }) => fraction > 0)
        .toSorted((p, q) => q.fraction - p.fraction)
        .map(({ group, fraction }) => (
          <li key={group}>
            <i className="swatch" style={{ background: settingColours[group] }} aria-hidden />
            {switchLabel(group, explanation)}{' '}
            <span className="t2">{fraction < 0.005 ? '< 1' : Math.round(100 * fraction)}&nbsp;%</span>
          </li>
        ))}
    </ul>
  )
}
