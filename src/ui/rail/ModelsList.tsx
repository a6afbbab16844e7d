import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DesignTable } from '../../core/formats/designTable.ts'
import { isSpmAnalysis } from '../../state/fitInputs.ts'
import { panes, type AppState, type Pane } from '../../state/appState.ts'
import type { SpmFile } from '../../state/modelLibrary.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { seconds } from '../format.ts'
import { useActions, useApp } from '../store.ts'
import './maps.css'
import { SpmCheckTable } from './SpmCheckTable.tsx'

/** Models that were made elsewhere: what they are, and which pane is to be fitted with them. */
export function ModelsList(): ReactNode {
  const spm = useApp((state) => state.models.spm)
  const designs = useApp((state) => state.models.designs)
  if (spm === null && designs.length === 0) return null
  return (
    <section className="maps" aria-label="Models from files">
      {spm !== null && <SpmItem spm={spm} />}
      {designs.map((design) => (
        <DesignItem key={design.fileName} design={design} />
      ))}
    </section>
  )
}

function SpmItem({ spm }: { readonly spm: SpmFile }): ReactNode {
  const actions = useActions()
  const hasRun = useApp((state) => state.run !== null)
  const { scanCount, repetitionTimeSeconds } = spm.analysis.run
  const contrasts = spm.analysis.contrasts.length
  const facts = [
    `${String(scanCount)} scans`,
    `TR ${seconds(repetitionTimeSeconds, 2)}`,
    `${String(spm.spm.design.names.length)} columns`,
    contrasts === 1 ? '1 contrast' : `${String(contrasts)} contrasts`,
  ]
  return (
    <div className="maps-set">
      <ModelHead name={spm.name} facts={facts.join(', ')} />
      {hasRun ? (
        <div className="maps-actions">
          <span>Refit this SPM analysis in</span>
          {panes.map((pane) => (
            <UseIn
              key={pane}
              pane={pane}
              name={`Refit this SPM analysis in ${pane.toUpperCase()}`}
              isUsed={(state) => state.sources[pane].kind === 'fitted' && isSpmAnalysis(state, pane)}
              onUse={() => actions.refitSpm(pane)}
            />
          ))}
        </div>
      ) : (
        <p className="maps-note">Its design is under Design. Add its BOLD run to refit it.</p>
      )}
      <SpmCheckTable />
    </div>
  )
}

function DesignItem({ design }: { readonly design: DesignTable }): ReactNode {
  const actions = useActions()
  const hasRun = useApp((state) => state.run !== null)
  const { fileName, columns, scanCount, source } = design
  const tool = source === 'table' ? '' : `${sourceWords[source]}, `
  return (
    <div className="maps-set">
      <ModelHead
        name={fileName}
        facts={`${tool}${String(columns.length)} columns × ${String(scanCount)} rows`}
      />
      {hasRun ? (
        <div className="maps-actions">
          <span>Use as the design of</span>
          {panes.map((pane) => (
            <UseIn
              key={pane}
              pane={pane}
              name={`Use ${fileName} as the design of ${pane.toUpperCase()}`}
              isUsed={({ settings, sources }) => {
                const model = settings?.pipelines[pane].eventModel
                const isIt = model?.kind === 'matrix' && model.source.fileName === fileName
                return isIt && sources[pane].kind === 'fitted'
              }}
              onUse={() => actions.useDesign(pane, fileName)}
            />
          ))}
        </div>
      ) : (
        <p className="maps-note">Add the BOLD run to use it as a design.</p>
      )}
    </div>
  )
}

const sourceWords = { nilearn: 'nilearn', spm12: 'SPM12', fsl: 'FSL', afni: 'AFNI' }

function ModelHead({ name, facts }: { readonly name: string; readonly facts: string }): ReactNode {
  const actions = useActions()
  return (
    <div className="maps-head">
      <b title={name}>{name}</b>
      <em>{facts}</em>
      <IconButton small icon="x" name={`Take out ${name}`} onClick={() => actions.removeModel(name)} />
    </div>
  )
}

interface UseInProps {
  readonly pane: Pane
  readonly name: string
  readonly isUsed: (state: AppState) => boolean
  readonly onUse: () => void
}

function UseIn({ pane, name, isUsed, onUse }: UseInProps): ReactNode {
  const pressed = useApp(isUsed)
  return (
    <Button
      size="xs"
      className={`maps-pane maps-pane-${pane}`}
      aria-pressed={pressed}
      aria-label={name}
      onClick={onUse}
    >
      {pane.toUpperCase()}
    </Button>
  )
}
