import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFileDialog } from '../files/fileInput.ts'
import { Icon } from '../parts/Icon.tsx'
import { RepetitionTimeChooser } from '../rail/RepetitionTimeChooser.tsx'
import { useApp } from '../store.ts'
import './waiting.css'

/** What a loaded run still needs before anything can be fitted. */
export function WaitingPanel(): ReactNode {
  const openDialog = useFileDialog()
  const needsTime = useApp((state) => state.run?.repetitionTime === null)
  const needsEvents = useApp((state) => state.run?.events === null)
  return (
    <div className="waiting">
      {needsTime && (
        <section>
          <h2>
            <span className="wn">
              <Icon name="warn" />
            </span>
            The repetition time (TR) is not known
          </h2>
          <p>
            Neither a sidecar nor the header says how many seconds pass between two scans. A wrong TR shifts
            every regressor, so it is asked for: enter it here, or add the BIDS sidecar of the run.
          </p>
          <RepetitionTimeChooser />
        </section>
      )}
      {needsEvents && (
        <section>
          <h2>
            <span className="wn">
              <Icon name="warn" />
            </span>
            Events are missing
          </h2>
          <p>
            Add a <code>.tsv</code> or <code>.csv</code> table with the columns <code>onset</code>,{' '}
            <code>duration</code> (seconds) and <code>trial_type</code>. The run stays loaded.
          </p>
        </section>
      )}
      {!needsTime && !needsEvents && <p className="t2">The run is being prepared.</p>}
      {(needsTime || needsEvents) && (
        <Button size="lg" variant="filled" leftSection={<Icon name="plus" />} onClick={openDialog}>
          Add files
        </Button>
      )}
    </div>
  )
}
