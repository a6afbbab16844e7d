import { useMemo, type ReactNode } from 'react'
import { settingColours } from '../../charts/settingColours.ts'
import { dominatingMap, explanationIsStale } from '../../state/explainView.ts'
import type { CategoricalOverlay } from '../../viewer/bakeOverlay.ts'
import { SliceViewer } from '../../viewer/SliceViewer.tsx'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { switchLabel } from './switchWords.ts'
import { useExplained } from './useExplained.ts'

/** Which setting moves each voxel most, in slices at the crosshair. */
export function DominatingCell(): ReactNode {
  return (
    <section className="cell">
      <div className="cell-head">
        <h3>Setting that moves each voxel most</h3>
        <span className="cell-note">stronger where its step is larger</span>
      </div>
      <div className="explain-slices on-image">
        <DominatingSlices />
      </div>
      <Legend />
    </section>
  )
}

function DominatingSlices(): ReactNode {
  const actions = useActions()
  const explained = useExplained()
  const map = useAppInTurn(dominatingMap) ?? null
  const grid = useApp((state) => state.run?.summary.grid ?? null)
  const mean = useApp((state) => state.run?.images.mean ?? null)
  const crosshairMm = useApp((state) => state.view.crosshairMm)
  const radiological = useApp((state) => state.view.radiological)
  const projector = useApp((state) => state.view.projector)
  const stale = useApp(explanationIsStale)
  const background = useMemo(
    () => (grid === null || mean === null ? null : { grid, values: mean }),
    [grid, mean],
  )
  const switches = explained?.explanation.switches
  const overlay = useMemo((): CategoricalOverlay | null => {
    if (map === null || switches === undefined) return null
    const colours = switches.map((group) => settingColours[group])
    return { kind: 'categorical', ...map, colours, strengthRange: map.range }
  }, [map, switches])
  if (background === null) return null
  return (
    <SliceViewer
      label="Dominating setting"
      background={background}
      overlay={overlay}
      outlines={noOutlines}
      crosshairMm={crosshairMm}
      onCrosshair={(mm) => actions.setView({ crosshairMm: mm })}
      radiological={radiological}
      layout="row"
      dimmed={stale}
      colourBar={null}
      scale={projector ? 1.4 : 1}
    />
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
