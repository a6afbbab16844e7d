import type { Finding } from '../finding.ts'
import { quoted, shortNumber, warning } from '../formats/refuse.ts'
import type { SpmMat } from '../formats/spmMat.ts'

/** What SPM.mat says about the run that it analysed. */
export interface SpmRunFacts {
  readonly repetitionTimeSeconds: number
  readonly scanCount: number
  /** Initial volumes of the file that SPM did not analyse: 4 where SPM.xY.P begins at volume 5. */
  readonly discardScans: number
  /** File name of the BOLD image without folders; null where SPM was given one file per volume, or none is named. */
  readonly boldName: string | null
  /** File name of the explicit mask without folders; `spec.mask` is then a file of that name. */
  readonly maskName: string | null
}

/** The run of a model of one session, and what is doubtful about its scans. */
export function spmRunFacts(spm: SpmMat): {
  readonly run: SpmRunFacts
  readonly findings: readonly Finding[]
} {
  const { explicitMask } = spm.masking
  const scans = spm.scanNames.map(scanOf)
  const isOneFile = scans.length > 0 && scans.every(({ file }) => file === scans[0].file)
  const first = isOneFile ? scans[0].volume : 1
  const isConsecutive = !isOneFile || scans.every(({ volume }, i) => volume === first + i)
  return {
    run: {
      repetitionTimeSeconds: spm.repetitionTimeSeconds,
      scanCount: spm.design.matrix.rows,
      discardScans: isConsecutive ? first - 1 : 0,
      boldName: isOneFile ? baseName(scans[0].file) : null,
      maskName: explicitMask === null ? null : baseName(scanOf(explicitMask).file),
    },
    findings: isConsecutive ? [] : [notConsecutive(spm.fileName, first)],
  }
}

/** `/study/bold.nii,3` is volume 3 of a file. */
function scanOf(name: string): { readonly file: string; readonly volume: number } {
  const [, file = name, volume = '1'] = /^(.*),(\d{1,9})$/s.exec(name) ?? []
  return { file, volume: Math.max(1, Number(volume)) }
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

function notConsecutive(file: string, first: number): Finding {
  return warning({
    code: 'spm-scans-not-consecutive',
    file,
    message: `SPM analysed scans of the run that do not follow each other, beginning with volume ${shortNumber(first)}.`,
    remedy: `The volumes in between cannot be left out here, so ${quoted('scan')} counts of the run and the design differ.`,
  })
}
