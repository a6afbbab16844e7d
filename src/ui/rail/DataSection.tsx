import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { KnownFile } from '../../state/appState.ts'
import { dataFiles } from '../../state/knownFiles.ts'
import { DataCard } from '../dataCard/DataCard.tsx'
import { hasAnatomyHere } from '../underlay/useBackground.ts'
import { UnderlayField } from '../underlay/UnderlayField.tsx'
import { useFileDialog, useFolderDialog } from '../files/fileInput.ts'
import { fixed, withUnit } from '../format.ts'
import { FileRow } from '../intake/FileRow.tsx'
import { KnownFileRow } from '../intake/KnownFileRow.tsx'
import { Icon } from '../parts/Icon.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { Section } from '../parts/Section.tsx'
import { useActions, useApp } from '../store.ts'
import { roleWords } from '../words.ts'
import { MapsList } from './MapsList.tsx'
import { ModelsList } from './ModelsList.tsx'
import { RepetitionTimeChooser } from './RepetitionTimeChooser.tsx'

const expected: readonly KnownFile['role'][] = ['bold', 'events', 'sidecar', 'confounds']

/** What was dropped, what it was taken for, and what is missing. */
export function DataSection(): ReactNode {
  const openDialog = useFileDialog()
  const files = useApp(dataFiles)
  const missing = expected.filter((role) => !files.some((file) => file.role === role))
  const knowsTime = useApp((state) => (state.run?.repetitionTime ?? null) !== null)
  const isSample = useApp((state) => state.run?.isSample ?? false)
  const add = (
    <Button size="xs" leftSection={<Icon name="plus" small />} onClick={openDialog}>
      Add files
    </Button>
  )
  return (
    <Section title="Data" aside={add}>
      <ul className="files">
        {files.map((file) => (
          <KnownFileRow key={`${file.role} ${file.name}`} file={file} isFixed={isSample} />
        ))}
        <AnatomyRow />
        <RepetitionTimeRow />
        {!isSample && missing.map((role) => <MissingFile key={role} role={role} />)}
        <UnusedFiles />
      </ul>
      <ModelsList />
      <MapsList />
      {knowsTime && <RepetitionTimeChooser />}
      <DiscardScans />
      <UnderlayField />
      <DataButtons isSample={isSample} />
    </Section>
  )
}

function AnatomyRow(): ReactNode {
  const anatomy = useApp((state) => (hasAnatomyHere(state) ? state.intake.anatomy : null))
  if (anatomy === null) return null
  return <FileRow name={anatomy.name} role="anatomy" summary={`${anatomy.dims.join('×')}, resampled`} />
}

function UnusedFiles(): ReactNode {
  const names = useApp((state) => state.intake.unused)
  return names.map((name) => <FileRow key={name} name={name} role="unused" summary={name} />)
}

function MissingFile({ role }: { readonly role: KnownFile['role'] }): ReactNode {
  const hasRun = useApp((state) => state.run !== null)
  const needed = hasRun && (role === 'events' || role === 'bold')
  return (
    <li>
      <span className={needed ? 'wn' : 't3'}>
        <Icon name={needed ? 'warn' : 'point'} small />
      </span>
      <span>{roleWords[role]}</span>
      <em>{needed ? 'needed, not dropped' : 'not dropped'}</em>
    </li>
  )
}

function RepetitionTimeRow(): ReactNode {
  const time = useApp((state) => state.run?.repetitionTime ?? null)
  const differ = useApp((state) => (state.run?.otherRepetitionTime ?? null) !== null)
  const hasSidecar = useApp((state) => state.run?.files.some(({ role }) => role === 'sidecar') ?? false)
  const hasRun = useApp((state) => state.run !== null)
  const doubtful = time === null || differ
  if (!hasRun) return null
  if (!doubtful && hasSidecar && time.source === 'sidecar') return null
  return (
    <li>
      <span className={doubtful ? 'wn' : 'ok'}>
        <Icon name={doubtful ? 'warn' : 'check'} small />
      </span>
      <span>TR</span>
      <em>
        {time === null
          ? 'not known'
          : `${withUnit(fixed(time.seconds, 3), 's')}, ${sourceWords[time.source]}`}
      </em>
    </li>
  )
}

const sourceWords = { sidecar: 'from the sidecar', header: 'from the header', user: 'entered' }

function DiscardScans(): ReactNode {
  const actions = useActions()
  const discarded = useApp((state) => state.settings?.discardScans ?? null)
  const scanCount = useApp((state) => state.run?.summary.scanCount ?? 1)
  if (discarded === null) return null
  return (
    <div className="field-row">
      <span aria-hidden>Leave out first scans</span>
      <NumberField
        hideLabel
        label="Leave out first scans"
        value={discarded}
        min={0}
        max={scanCount - 1}
        whole
        onChange={(count) => actions.setDiscardScans(count)}
      />
    </div>
  )
}

function DataButtons({ isSample }: { readonly isSample: boolean }): ReactNode {
  const actions = useActions()
  const openFolder = useFolderDialog()
  const hasRun = useApp((state) => state.run !== null)
  const [cardOpen, card] = useDisclosure(false)
  return (
    <>
      <div className="button-row rail-sample">
        <button type="button" className="link-button quiet" onClick={openFolder}>
          Add a folder
        </button>
        {hasRun && (
          <button type="button" className="link-button quiet" onClick={card.open}>
            About this run
          </button>
        )}
        <button type="button" className="link-button quiet" onClick={() => actions.openSample()}>
          Open the sample
        </button>
      </div>
      {isSample && (
        <div className="button-row rail-sample">
          <button type="button" className="link-button quiet" onClick={() => actions.saveSampleFiles()}>
            <Icon name="download" small />
            Save the sample as files
          </button>
        </div>
      )}
      <DataCard opened={cardOpen} onClose={card.close} />
    </>
  )
}
