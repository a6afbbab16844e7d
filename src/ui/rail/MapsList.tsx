import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { gridRelation } from '../../core/volume/gridRelation.ts'
import { panes, type AppState } from '../../state/appState.ts'
import type { MapFile } from '../../state/mapLibrary.ts'
import { mapSets, toolNames, type MapSet } from '../../state/mapSets.ts'
import { spaceOf } from '../../state/space.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useActions, useApp } from '../store.ts'
import { statMapChoices, statMapLabels } from './statMapWords.ts'
import './maps.css'

/** The maps from files by contrast: where each set is shown, what each file is taken for, and what it says of itself. */
export function MapsList(): ReactNode {
  const sets = useApp((state) => mapSets(state.maps.files))
  const unshown = useApp((state) => unshownFiles(state.maps.files))
  if (sets.length + unshown.length === 0) return null
  return (
    <section className="maps" aria-label="Maps from files">
      {sets.map((set) => (
        <SetItem key={set.id} set={set} />
      ))}
      {unshown.map((file) => (
        <MapRow key={file.id} file={file} />
      ))}
      <OtherGrids />
    </section>
  )
}

/** Maps of which no pane can show anything, as they are taken now. */
function unshownFiles(files: readonly MapFile[]): readonly MapFile[] {
  const shown = new Set(mapSets(files).flatMap((set) => set.files.map(({ id }) => id)))
  return files.filter(({ id }) => !shown.has(id))
}

function SetItem({ set }: { readonly set: MapSet }): ReactNode {
  return (
    <div className="maps-set">
      <div className="maps-head">
        <b title={set.title}>{setName(set)}</b>
        <ShowIn set={set} />
      </div>
      {set.files.map((file) => (
        <MapRow key={file.id} file={file} />
      ))}
    </div>
  )
}

/** Such as `SPM12: movement`. */
function setName({ tool, contrast, title }: MapSet): string {
  if (contrast === '') return title
  return tool === null ? contrast : `${toolNames[tool]}: ${contrast}`
}

function ShowIn({ set }: { readonly set: MapSet }): ReactNode {
  const actions = useActions()
  const sources = useApp((state) => state.sources)
  const canFit = useApp((state) => state.run !== null)
  return (
    <span className="maps-show">
      {panes.map((pane) => {
        const source = sources[pane]
        const isShown = source.kind === 'imported' && source.setId === set.id
        const letter = pane.toUpperCase()
        return (
          <button
            key={pane}
            type="button"
            className={`maps-pane maps-pane-${pane}`}
            aria-pressed={isShown}
            title={isShown && canFit ? `Show the fit in ${letter} again` : `Show in ${letter}`}
            onClick={() => (isShown ? actions.showFit(pane) : actions.showMaps(pane, set.id))}
          >
            <span className="sr-only">Show {set.title} in </span>
            {letter}
          </button>
        )
      })}
    </span>
  )
}

function MapRow({ file }: { readonly file: MapFile }): ReactNode {
  const actions = useActions()
  return (
    <div className="maps-row" title={[file.name, facts(file)].join(': ')}>
      <select
        className="taken-for"
        aria-label={`${file.name} shows`}
        value={file.kind}
        onChange={(event) => {
          const kind = statMapChoices.find((each) => each === event.currentTarget.value)
          if (kind !== undefined) actions.setMapKind(file.id, kind)
        }}
      >
        {(statMapChoices.includes(file.kind) ? statMapChoices : [file.kind, ...statMapChoices]).map(
          (kind) => (
            <option key={kind} value={kind}>
              {statMapLabels[kind]}
            </option>
          ),
        )}
      </select>
      <span className="maps-file">{file.name}</span>
      <em>{facts(file)}</em>
      <IconButton small icon="x" name={`Take out ${file.name}`} onClick={() => actions.removeMap(file.id)} />
    </div>
  )
}

/** What the file says of itself, such as `SPM12, df 94`. */
function facts({ statMap }: MapFile): string {
  const { tool, degreesOfFreedom: df, confidence } = statMap
  return [
    ...(tool === null ? [] : [toolNames[tool]]),
    ...(df.length === 0 ? [] : [`df ${df.map((each) => String(Number(each.toFixed(1)))).join(', ')}`]),
    ...(confidence === 'guess' ? ['guessed from the name'] : []),
  ].join(', ')
}

function OtherGrids(): ReactNode {
  const actions = useActions()
  const choice = useApp((state) => state.maps.otherGrids)
  const exists = useApp(hasOtherGrid)
  if (!exists) return null
  return (
    <div className="field-row underlay-row">
      <span aria-hidden>Other grids</span>
      <NativeSelect
        size="xs"
        aria-label="Maps on other grids"
        data={[
          { value: 'resample', label: 'resample (linear)' },
          { value: 'refuse', label: 'refuse' },
        ]}
        value={choice}
        onChange={(event) =>
          actions.setOtherGrids(event.currentTarget.value === 'refuse' ? 'refuse' : 'resample')
        }
      />
    </div>
  )
}

function hasOtherGrid(state: AppState): boolean {
  const grid = spaceOf(state)?.grid
  return grid !== undefined && state.maps.files.some((file) => gridRelation(file.grid, grid).kind === 'other')
}
