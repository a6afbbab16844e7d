/** Fields of SPM that are read, by the path to them; `*` stands for the number of a cell's item. */
const tree: Readonly<Record<string, readonly string[]>> = {
  SPM: ['xY', 'xBF', 'nscan', 'Sess', 'xGX', 'xM', 'xX', 'xVi', 'SPMid', 'xCon'],
  'SPM.xY': ['RT', 'P'],
  'SPM.xBF': ['name', 'order', 'T', 'T0', 'dt', 'length', 'Volterra', 'UNITS'],
  'SPM.Sess': ['U', 'C'],
  'SPM.Sess.U': ['name', 'ons', 'dur', 'orth', 'P'],
  'SPM.Sess.U.name': ['*'],
  'SPM.Sess.U.P': ['name', 'h'],
  'SPM.Sess.C': ['C', 'name'],
  'SPM.Sess.C.name': ['*'],
  'SPM.xGX': ['iGXcalc', 'GM', 'gSF', 'rg'],
  'SPM.xM': ['gMT', 'TH', 'I', 'VM'],
  'SPM.xM.VM': ['fname'],
  'SPM.xX': ['X', 'name', 'iC', 'iB', 'iG', 'K', 'erdf'],
  'SPM.xX.name': ['*'],
  'SPM.xX.K': ['HParam'],
  'SPM.xVi': ['form', 'h'],
  'SPM.xCon': ['name', 'STAT', 'c'],
}

/** Whether a part of SPM.mat says something about the design: not covariances, headers of images, or results. */
export function isWantedOfSpm(path: readonly string[]): boolean {
  const last = path.at(-1) ?? ''
  if (path.length <= 1) return last === 'SPM' || path.length === 0
  const fields = tree[path.slice(0, -1).join('.')]
  if (fields === undefined) return false
  return fields.includes(last) || (fields.includes('*') && /^\d+$/.test(last))
}
