import { Button, NumberInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Finding, FitsInMemory } from '../../core/finding.ts'
import { readingsPerFit } from '../../core/formats/memoryNeed.ts'
import { unbroken } from '../format.ts'
import { useActions } from '../store.ts'

/** Fewer scans than this are no run. */
const fewestScans = 20

/** What can be done about a run that needs more memory than is taken without asking. */
export function MemoryAnswers({ finding }: { readonly finding: Finding }): ReactNode {
  const actions = useActions()
  const { file, message, remedy, fits } = finding
  return (
    <div className="question">
      <p className="mono t3">{file}</p>
      <p>
        <b>{unbroken(message)}</b> {unbroken(remedy)}
      </p>
      {fits?.isBrainCounted === false && (
        <p>
          <Button onClick={() => actions.loadOtherwise({ memory: 'brain-first' })}>
            Find the brain first
          </Button>{' '}
          reads the file once without keeping it, counts the voxels of the masks, and asks again only if these
          are too many. Then it is read once more.
        </p>
      )}
      {fits?.groups != null && <InGroups fits={fits} groups={fits.groups} />}
      {fits !== undefined && fits.scans >= fewestScans && <FirstScans fits={fits} />}
      <p className="t3">
        Load anyway takes the memory. If the browser runs out of it, the page may have to be opened again;
        close other tabs first.
      </p>
      <div className="button-row">
        <Button onClick={() => actions.loadOtherwise({ memory: 'take' })}>Load anyway</Button>
        <Button variant="filled" onClick={() => actions.dismissQuestion()}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function InGroups({ fits, groups }: { readonly fits: FitsInMemory; readonly groups: number }): ReactNode {
  const actions = useActions()
  const { plain, pooled } = readingsPerFit(groups)
  const about = fits.isBrainCounted ? '' : 'about '
  return (
    <p>
      <Button onClick={() => actions.loadOtherwise({ memory: 'in-groups' })}>Fit in groups of voxels</Button>{' '}
      uses all scans and voxels and keeps no time series. Instead every fit reads the file for one group of
      voxels after another: {about}
      {times(plain)}
      {pooled > plain && `, or ${times(pooled)} with SPM12’s AR(1) or FAST noise model`}. Pipelines that model
      the same data share the readings; another contrast needs none.
    </p>
  )
}

function times(count: number): string {
  if (count <= 2) return count === 1 ? 'once' : 'twice'
  return `${String(count)} times`
}

function FirstScans({ fits }: { readonly fits: NonNullable<Finding['fits']> }): ReactNode {
  const actions = useActions()
  const [scans, setScans] = useState(fits.scans)
  return (
    <div className="first-scans">
      <Button onClick={() => actions.loadOtherwise({ firstScans: scans })}>Read the first scans only</Button>
      <NumberInput
        aria-label="Number of scans"
        value={scans}
        min={fewestScans}
        max={fits.ofScans}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(value) => {
          if (typeof value === 'number') setScans(Math.max(fewestScans, value))
        }}
      />
      <span>
        of {fits.ofScans}; {fits.scans} fit. Later events are left out.
      </span>
    </div>
  )
}
