import type { MapKind } from '../contrast/mapKind.ts'

/** Which pane a saved map belongs to, or the difference of the two. */
export type MapSide = 'A' | 'B' | 'AminusB'

/** What a saved map shows. */
export interface MapLabel {
  /** Name of the run's file, with or without its endings. */
  readonly runName: string
  readonly side: MapSide
  readonly kind: MapKind
  /** The contrast as it is named or written; left out of the name for kinds that have none. */
  readonly contrast?: string
}

/** `<run>_desc-<A|B|AminusB>_contrast-<name>_stat-<kind>_statmap.nii.gz`, as docs/session-format.md sets it. */
export function mapFileName(label: MapLabel): string {
  const contrast = hasContrast(label.kind) ? contrastPart(label.contrast ?? '') : ''
  const start = `${runStem(label.runName)}_desc-${label.side}`
  return `${start}${contrast === '' ? '' : `_contrast-${contrast}`}_stat-${label.kind}_statmap.nii.gz`
}

/** Whether a kind of map depends on the contrast. */
export function hasContrast(kind: MapKind): boolean {
  switch (kind) {
    case 'effect':
    case 'standard-error':
    case 'variance':
    case 't':
    case 'F':
    case 'z':
    case 'p':
      return true
    case 'r-squared':
    case 'residual-sd':
    case 'noise-rho':
    case 'mean':
    case 'mask':
      return false
  }
}

/** The run's file name without folders and endings, safe in a file name. */
export function runStem(runName: string): string {
  const base = runName.replace(/^.*[/\\]/, '').replace(/(\.nii(\.gz)?|\.hdr|\.img(\.gz)?)$/i, '')
  const safe = base.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '')
  return safe === '' ? 'run' : safe.slice(0, 120)
}

/** A contrast in letters, digits and hyphens only: 'movement - rest' becomes movement-rest. */
function contrastPart(contrast: string): string {
  const plain = contrast.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const safe = plain.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return safe === '' ? 'unnamed' : safe.slice(0, 80).replace(/-+$/, '')
}
