import { useMemo, type ReactNode } from 'react'
import { lineFigure } from '../../charts/lineFigure.ts'
import { Plot } from '../../charts/Plot.tsx'
import { voxelSizesMm } from '../../core/volume/affine.ts'
import type { LoadedRun } from '../../state/appState.ts'
import type { IntakeState } from '../../state/intakeState.ts'
import { count, fixed, seconds, withUnit } from '../format.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import '../plots/plots.css'
import './dataCard.css'

type Quality = NonNullable<IntakeState['quality']>

interface DataCardProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** What the run is like before any model: sizes, signal over time, temporal SNR. */
export function DataCard({ opened, onClose }: DataCardProps): ReactNode {
  const run = useApp((state) => state.run)
  const quality = useApp(({ intake, run: open }) =>
    intake.quality !== null && intake.quality.runId === open?.id ? intake.quality : null,
  )
  return (
    <Dialog opened={opened} onClose={onClose} title="About this run" width={88}>
      {run !== null && <Facts run={run} quality={quality} />}
      {run !== null && quality !== null && <Courses run={run} quality={quality} />}
      {quality === null && (
        <p className="t3">Signal over time and temporal SNR follow when the fits are done.</p>
      )}
    </Dialog>
  )
}

interface FactsProps {
  readonly run: LoadedRun
  readonly quality: Quality | null
}

function Facts({ run, quality }: FactsProps): ReactNode {
  const facts = [...imageFacts(run), ...(quality === null ? [] : qualityFacts(quality))]
  return (
    <dl className="data-card">
      {facts.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What of the run is in memory, and why not all. */
function keptInWords({ kept, datatype }: LoadedRun['summary']): string {
  const size = bytesInWords(kept.storedBytes)
  if (kept.kind === 'whole') return `the whole run, ${size} as ${datatype}`
  if (kept.kind === 'nothing')
    return (
      `no time series, as you chose: every fit reads the file (${size} of voxels) for up to ${count(kept.groupVoxels)} ` +
      'voxels at a time, and the time course at the crosshair is read when it is looked at'
    )
  return (
    `the fitted voxels’ series; the whole (${size}) is above ${bytesInWords(kept.limitBytes)} and is read ` +
    'again from the file when a setting needs other voxels or smoothing'
  )
}

function bytesInWords(bytes: number): string {
  return bytes < 1e9 ? withUnit(fixed(bytes / 1e6, 0), 'MB') : withUnit(fixed(bytes / 1e9, 2), 'GB')
}

function imageFacts({ summary, repetitionTime }: LoadedRun): readonly (readonly [string, string])[] {
  const { grid, scanCount, datatype } = summary
  const sizes = voxelSizesMm(grid.mmFromVoxel).map((size) => fixed(size, 2))
  const repetitionSeconds = repetitionTime?.seconds ?? null
  return [
    ['Voxels', grid.dims.join(' × ')],
    ['Voxel size', withUnit(sizes.join(' × '), 'mm')],
    ['Volumes', count(scanCount)],
    ['TR', repetitionSeconds === null ? 'not known' : seconds(repetitionSeconds, 3)],
    ['Duration', repetitionSeconds === null ? 'not known' : seconds(scanCount * repetitionSeconds, 1)],
    ['Stored as', datatype],
    ['In memory', keptInWords(summary)],
    ['Left and right', grid.leftRightKnown ? 'known' : 'unknown'],
  ]
}

function qualityFacts(quality: Quality): readonly (readonly [string, string])[] {
  const mean = quality.globalSignal.reduce((sum, value) => sum + value, 0) / quality.globalSignal.length
  return [
    ['Brain voxels', count(quality.voxelCount)],
    ['Mean signal in them', fixed(mean, 1)],
    ['Median temporal SNR', fixed(quality.medianTsnr, 1)],
    ['Scans before equilibrium', quality.brightScans === 0 ? 'none seen' : count(quality.brightScans)],
  ]
}

function Courses({ run, quality }: { readonly run: LoadedRun; readonly quality: Quality }): ReactNode {
  const theme = useChartTheme()
  const repetitionSeconds = run.repetitionTime?.seconds ?? null
  const [signal, change] = useMemo(() => {
    const x = Array.from(quality.globalSignal, (_, t) => t * (repetitionSeconds ?? 1))
    const course = (yTitle: string, name: string, y: Float64Array): ReturnType<typeof lineFigure> =>
      lineFigure(
        {
          x,
          xTitle: repetitionSeconds === null ? 'scan' : 'time, s',
          yTitle,
          series: [{ name, role: 'neutral', y }],
          events: [],
          summary: `${name} over ${String(x.length)} scans.`,
          markedX: quality.brightScans === 0 ? null : (x[quality.brightScans] ?? null),
        },
        theme,
      )
    return [
      course('signal units', 'Mean over the brain', quality.globalSignal),
      course('% of mean', 'Change from scan to scan', quality.frameChange),
    ]
  }, [quality, repetitionSeconds, theme])
  const { name } = run.summary
  return (
    <div className="cell data-card-plots">
      <Plot
        figure={signal}
        title="Global signal"
        aside={equilibriumNote(quality)}
        height={170}
        fileName={`${name}_global-signal`}
      />
      <Plot
        figure={change}
        title="Frame-to-frame change (DVARS)"
        aside="root mean square over the brain; peaks are movement or spikes"
        height={170}
        fileName={`${name}_dvars`}
      />
      <p className="t3 small">
        Over nilearn’s brain mask, all scans of the file. Temporal SNR is mean / s.d. over time, not
        detrended; as a map it is an underlay under Data.
      </p>
    </div>
  )
}

function equilibriumNote({ brightScans }: Quality): string {
  if (brightScans === 0) return 'mean over the brain'
  return `the line marks the end of ${String(brightScans)} brighter ${brightScans === 1 ? 'scan' : 'scans'}`
}
