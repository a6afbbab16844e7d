import { memo, type ReactNode } from 'react'
import type { AppState } from '../../state/appState.ts'
import { sharedSignificance, showsSignificance } from '../../state/comparisonThreshold.ts'
import { SliceViewer } from '../../viewer/SliceViewer.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Chip } from '../parts/Chip.tsx'
import type { Which } from '../selectors.ts'
import { useBackground, useGreys } from '../underlay/useBackground.ts'
import { useActions, useApp } from '../store.ts'
import { useTypeScale } from '../theme/typeScale.ts'
import { mapLabels, mapsWithoutContrast, paneName } from '../words.ts'
import { PaneReadout, ReadoutLine } from './PaneReadout.tsx'
import { Ribbon } from './Ribbon.tsx'
import { useDrawingBegun } from './useDrawingBegun.ts'
import { useMarking } from './useMarking.ts'
import { useLate } from './useLate.ts'
import { usePaneDrawing } from './usePaneDrawing.ts'

interface PaneViewProps {
  readonly which: Which
  readonly layout: 'grid' | 'row'
}

/** Maps that are about to be replaced are dimmed only if that takes longer: twice more drawing would make it longer. */
const dimmedAfterMs = 400

const saveNames: Readonly<Record<Which, string>> = {
  a: 'Save map A',
  b: 'Save map B',
  difference: 'Save difference map',
}

/** One map with its title, slices, readout and what there is to say about its age. */
export function PaneView({ which, layout }: PaneViewProps): ReactNode {
  const stale = useApp((state, selectors) =>
    which === 'difference'
      ? selectors.isStale(state, 'a') || selectors.isStale(state, 'b')
      : selectors.isStale(state, which),
  )
  const isDimmed = useLate(stale, dimmedAfterMs)
  return (
    <section className={`view view-${which}`} data-stale={stale}>
      <PaneTitle which={which} layout={layout} stale={stale} />
      <div className="view-image">
        <PaneSlices which={which} layout={layout} dimmed={isDimmed} />
      </div>
      <Ribbon which={which} stale={stale} />
    </section>
  )
}

interface PaneTitleProps {
  readonly which: Which
  readonly layout: 'grid' | 'row'
  readonly stale: boolean
}

function PaneTitle({ which, layout, stale }: PaneTitleProps): ReactNode {
  const actions = useActions()
  const title = useApp((state) =>
    which === 'difference' ? `${paneName(state, 'a')} − ${paneName(state, 'b')}` : paneName(state, which),
  )
  const subtitle = useApp((state) =>
    which === 'difference' && showsSignificance(state)
      ? significanceSubtitle(state)
      : [subtitleOf(state.view.map, contrastShown(which, state.panes)), ...originOf(state, which)].join(
          ' · ',
        ),
  )
  return (
    <div className="view-head">
      <Chip of={which} />
      <h2 title={title}>{title}</h2>
      <span className="view-sub" title={subtitle}>
        {subtitle}
      </span>
      <div className="view-right">
        {layout === 'row' && <ReadoutLine which={which} />}
        {stale && <span className="wn">old</span>}
        <IconButton small icon="download" name={saveNames[which]} onClick={() => actions.saveMap(which)} />
      </div>
    </div>
  )
}

function significanceSubtitle(state: AppState): string {
  return `${sharedSignificance(state)?.statistic ?? ''} > ${state.view.thresholdAbs} in A, B, both`
}

/** Where a map from files comes from, where that is not in the title: how it was computed, and whether it was resampled. */
function originOf(state: AppState, which: Which): readonly string[] {
  const shown = which === 'difference' ? null : state.panes[which].shown
  if (shown?.kind !== 'imported') return []
  const origin = shown.origins.get(state.view.map)
  const isComputed = origin !== undefined && !shown.files.includes(origin)
  const { placement } = shown
  return [
    ...(isComputed ? [`= ${origin}`] : []),
    ...(placement.kind === 'resampled' ? [`resampled from ${placement.dims.join('×')}, linear`] : []),
  ]
}

type Panes = Parameters<Parameters<typeof useApp>[0]>[0]['panes']

function contrastShown(which: Which, panes: Panes): string {
  const a = panes.a.shown?.contrastText ?? ''
  const b = panes.b.shown?.contrastText ?? ''
  if (which !== 'difference') return which === 'a' ? a : b
  return a === b || b === '' ? a : `${a} / ${b}`
}

function subtitleOf(map: keyof typeof mapLabels, contrast: string): string {
  const label = mapLabels[map]
  return contrast === '' || mapsWithoutContrast.includes(map) ? label : `${label} · ${contrast}`
}

interface PaneSlicesProps {
  readonly which: Which
  readonly layout: 'grid' | 'row'
  readonly dimmed: boolean
}

/** Remembered: that the settings are newer than the map is said around the slices, which stay as they are. */
const PaneSlices = memo(function PaneSlices({ which, layout, dimmed }: PaneSlicesProps): ReactNode {
  const actions = useActions()
  const hasBegun = useDrawingBegun()
  const background = useBackground()
  const greys = useGreys()
  const opacity = useApp((state) => state.view.mapOpacity)
  const { overlay, outlines, unit, pointer } = usePaneDrawing(which)
  const marking = useMarking()
  const crosshairMm = useApp((state) => state.view.crosshairMm)
  const radiological = useApp((state) => state.view.radiological)
  const scale = useTypeScale()
  if (background === null || !hasBegun) return null
  return (
    <SliceViewer
      label={which === 'difference' ? 'A minus B' : which.toUpperCase()}
      background={background}
      greys={greys}
      overlay={overlay}
      opacity={opacity}
      outlines={outlines}
      crosshairMm={crosshairMm}
      marking={marking}
      onCrosshair={(mm) => actions.setView({ crosshairMm: mm })}
      radiological={radiological}
      layout={layout}
      dimmed={dimmed}
      colourBar={unit === null ? null : { unit, pointer }}
      readout={<PaneReadout which={which} />}
      scale={scale}
    />
  )
})
