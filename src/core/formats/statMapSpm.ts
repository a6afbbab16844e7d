import { spmColumn } from './spmColumnName.ts'
import type { KnownOfMap, StatMapKind } from './statMap.ts'

/** What SPM12 says of an image in its `descrip`, or by a name that only SPM writes; null for other images. */
export function knownBySpm(description: string, stem: string): KnownOfMap | null {
  const stated = bySpmDescription(description)
  if (stated !== null)
    return { ...stated, ...numberOfName(stem), tool: 'spm12', confidence: 'certain', group: '' }
  const named = bySpmName(stem)
  return named === null
    ? null
    : { kind: named, ...numberOfName(stem), tool: 'spm12', confidence: 'likely', group: '' }
}

type Said = Pick<KnownOfMap, 'kind' | 'degreesOfFreedom' | 'contrastName' | 'number'>

/** `SPM{T_[94.0]} - contrast 1: movement`, `Contrast 1: movement`, `spm_spm:beta (0001) - Sn(1) movement*bf(1)`. */
function bySpmDescription(description: string): Said | null {
  return statistic(description) ?? contrast(description) ?? beta(description) ?? fixed(description)
}

function statistic(description: string): Said | null {
  const [, letter, df, number, name] =
    /^SPM\{([TF])_\[([\d.,eE+ ]+)\]\}(?: - contrast (\d+): ?(.*))?$/.exec(description) ?? []
  if (letter === undefined) return null
  return {
    kind: letter === 'T' ? 't' : 'F',
    degreesOfFreedom: df.split(',').map(Number).filter(Number.isFinite),
    ...named(number, name),
  }
}

function contrast(description: string): Said | null {
  const [, ess, number, name] = /^(ESS c|C)ontrast (\d+): ?(.*)$/.exec(description) ?? []
  if (ess !== undefined)
    return { kind: ess === 'C' ? 'effect' : 'extra-sum-of-squares', ...named(number, name) }
  // Before r7771: SPM contrast - 1: movement.
  const [, old, oldName] = /^(?:SPM )?contrast - (\d+): ?(.*)$/i.exec(description) ?? []
  return old === undefined ? null : { kind: 'effect', ...named(old, oldName) }
}

function beta(description: string): Said | null {
  const [, number, column] = /^spm_spm: ?beta \((\d+)\) - (.*)$/.exec(description) ?? []
  if (number === undefined) return null
  const { base, basis } = spmColumn(column)
  return { kind: 'beta', ...named(number, basis === null || basis === 1 ? base : column) }
}

function fixed(description: string): Said | null {
  if (!/^spm_spm:/i.test(description)) return null
  if (/residual sum-of-squares/i.test(description)) return { kind: 'residual-variance' }
  if (/analysis mask/i.test(description)) return { kind: 'mask' }
  return /resels per voxel/i.test(description) ? { kind: 'other' } : null
}

function named(number: string | undefined, name: string | undefined): Pick<Said, 'number' | 'contrastName'> {
  return {
    number: number === undefined ? null : Number(number),
    contrastName: name === undefined || name.trim() === '' ? null : name.trim(),
  }
}

const kindsByName: Readonly<Record<string, StatMapKind>> = {
  beta: 'beta',
  con: 'effect',
  ess: 'extra-sum-of-squares',
  spmT: 't',
  spmF: 'F',
}

function bySpmName(stem: string): StatMapKind | null {
  const [, word] = /^(beta|con|ess|spmT|spmF)_\d{4}$/.exec(stem) ?? []
  if (word !== undefined) return kindsByName[word]
  if (stem === 'ResMS') return 'residual-variance'
  return stem === 'RPV' ? 'other' : null
}

function numberOfName(stem: string): { readonly number?: number } {
  const [, digits] = /^[a-zA-Z]+_(\d{4})$/.exec(stem) ?? []
  return digits === undefined ? {} : { number: Number(digits) }
}
