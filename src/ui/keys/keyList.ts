/** Every key of the page, for the help dialog. */
export const keyList: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['1', '2', '3', '4', '5'], does: 'tabs' },
  { keys: ['M'], does: 'minimal / overparameterized' },
  { keys: ['U'], does: 'units' },
  { keys: ['[', ']'], does: 'threshold down, up' },
  { keys: ['←', '→', '↑', '↓'], does: 'crosshair by one voxel in the plane' },
  { keys: ['PgUp', 'PgDn'], does: 'crosshair by one slice' },
  { keys: ['G'], does: 'largest |A − B|' },
  { keys: ['C'], does: 'contrast' },
  { keys: ['D'], does: 'dock height' },
  { keys: ['Ctrl+Z', 'Ctrl+Shift+Z'], does: 'undo, redo' },
  { keys: ['Ctrl+S'], does: 'save session' },
  { keys: ['Esc'], does: 'cancel or close' },
  { keys: ['?'], does: 'this list' },
]
