import type { MapKind } from '../core/contrast/mapKind.ts'
import type { AppState, KnownFile, Message, Tab } from '../state/appState.ts'

/** What the map kinds are called on screen; other programs rely on these names. */
export const mapLabels: Readonly<Record<MapKind, string>> = {
  effect: 'Effect',
  'standard-error': 'Standard error',
  variance: 'Variance',
  t: 't',
  F: 'F',
  z: 'z',
  p: 'p',
  'r-squared': 'R²',
  'residual-sd': 'Residual s.d.',
  'noise-rho': 'Noise ρ',
  mean: 'Mean',
  mask: 'Mask',
}

/** Maps that belong to the run or to the whole model, not to a contrast. */
export const mapsWithoutContrast: readonly MapKind[] = [
  'r-squared',
  'residual-sd',
  'noise-rho',
  'mean',
  'mask',
]

export const tabLabels: Readonly<Record<Tab, string>> = {
  design: 'Design',
  voxel: 'Voxel',
  compare: 'Compare',
  explain: 'Explain',
  report: 'Report',
}

export const severityWords: Readonly<Record<Message['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
}

export const roleWords: Readonly<Record<KnownFile['role'], string>> = {
  bold: 'bold',
  events: 'events',
  sidecar: 'sidecar',
  confounds: 'confounds',
  mask: 'mask',
  anatomy: 'anatomy',
  session: 'session',
}

/** A pane's title: the pipeline's name, or what the files are. */
export function paneName(state: AppState, pane: 'a' | 'b'): string {
  const { shown } = state.panes[pane]
  if (shown?.kind === 'imported') return shown.title
  return state.settings?.pipelines[pane].name ?? pane.toUpperCase()
}
