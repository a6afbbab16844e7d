import type { MapKind } from '../core/contrast/mapKind.ts'
import { mapKinds } from '../core/contrast/mapKind.ts'
import type { StatMapKind, StatMapTool } from '../core/formats/statMap.ts'
import type { MapFile } from './mapLibrary.ts'
import { memoizeLast } from './memo.ts'

/** The maps of one contrast of one analysis: what a pane can show. */
export interface MapSet {
  readonly id: string
  readonly tool: StatMapTool | null
  /** The contrast as the files call it, or their number; empty where nothing does. */
  readonly contrast: string
  /** Such as `SPM12 · con_0001, spmT_0001`. */
  readonly title: string
  /** Of its t or F; empty where no file states them. */
  readonly df: readonly number[]
  /** At most one of each kind. */
  readonly files: readonly MapFile[]
}

/** What a map can be taken for, as sessions name it. */
export const statMapKinds: readonly StatMapKind[] = [...mapKinds, 'beta', 'residual-variance', 'other']

export const toolNames: Readonly<Record<StatMapTool, string>> = {
  spm12: 'SPM12',
  nilearn: 'nilearn',
  fsl: 'FSL',
  afni: 'AFNI',
}

/** The maps by analysis and contrast, in the order in which they were dropped; what belongs to all contrasts is in each. */
export const mapSets = memoizeLast((files: readonly MapFile[]): readonly MapSet[] => {
  const sets = new Map<string, MapFile[]>()
  for (const file of files.filter((each) => panelKind(each.kind) !== null && !isShared(each))) {
    put(sets, setKey(file), file)
  }
  for (const file of files.filter(isShared)) {
    const own = [...sets].filter(([, members]) => members.some((member) => isOfAnalysis(member, file)))
    if (own.length === 0) put(sets, setKey(file), file)
    else for (const [, members] of own) members.push(file)
  }
  return [...sets].map(([id, members]) => setOf(id, members))
})

/** The kind of map that a pane shows of a file; null where it shows none. */
export function panelKind(kind: StatMapKind): MapKind | null {
  if (kind === 'beta') return 'effect'
  if (kind === 'residual-variance') return 'residual-sd'
  return mapKinds.find((each) => each === kind) ?? null
}

/** What an analysis has once for all its contrasts. */
function isShared({ kind, statMap }: MapFile): boolean {
  const isOfAll =
    kind === 'residual-sd' || kind === 'residual-variance' || kind === 'r-squared' || kind === 'noise-rho'
  return isOfAll && statMap.number === null
}

function isOfAnalysis(member: MapFile, shared: MapFile): boolean {
  return (
    member.batch === shared.batch &&
    member.statMap.tool === shared.statMap.tool &&
    (member.statMap.group === shared.statMap.group || shared.statMap.tool === 'spm12')
  )
}

function setKey({ batch, kind, statMap }: MapFile): string {
  const { tool, group, number, contrastName } = statMap
  const part = kind === 'beta' ? 'beta' : 'contrast'
  return [batch, tool ?? '', group, part, number ?? contrastName ?? ''].join('|')
}

/** A second map of a kind begins a set of its own. */
function put(sets: Map<string, MapFile[]>, key: string, file: MapFile): void {
  for (let copy = 1; ; copy++) {
    const id = copy === 1 ? key : `${key}|${String(copy)}`
    const members = sets.get(id)
    if (members === undefined) {
      sets.set(id, [file])
      return
    }
    if (!members.some(({ kind }) => kind === file.kind)) {
      members.push(file)
      return
    }
  }
}

/** What is known of maps that belong together. */
export function setOf(id: string, files: readonly MapFile[]): MapSet {
  const tool = files[0]?.statMap.tool ?? null
  const named = files.find(({ statMap }) => statMap.contrastName !== null)?.statMap.contrastName
  const stems = files.map(({ name }) => name.replace(/\.(nii|hdr|img)(\.gz)?$/i, ''))
  return {
    id,
    tool,
    contrast: named ?? '',
    df: files.find(({ statMap }) => statMap.degreesOfFreedom.length > 0)?.statMap.degreesOfFreedom ?? [],
    title: [...(tool === null ? [] : [toolNames[tool]]), stems.join(', ')].join(' · '),
    files,
  }
}
