import type { ReactNode } from 'react'
import type { RunFacts } from '../../state/facts.ts'
import { count, seconds, significant, withUnit } from '../format.ts'
import { useApp } from '../store.ts'

/** Name of the run, its grid, volumes, TR and duration. */
export function RunLine(): ReactNode {
  const name = useApp((state) => state.run?.summary.name)
  const facts = useApp((state, selectors) => selectors.runFacts(state))
  if (name === undefined || facts === null) return null
  return (
    <div className="head-run">
      <b title={name}>{name}</b>
      <span>{describeRun(facts).join(' · ')}</span>
    </div>
  )
}

function describeRun(facts: RunFacts): string[] {
  const { repetitionTimeSeconds: tr, durationSeconds: duration } = facts
  return [
    facts.dims.join('×'),
    voxelSize(facts.voxelSizeMm),
    `${count(facts.scanCount)} vol`,
    ...(tr === null ? ['TR not known'] : [`TR ${seconds(tr, 2)}`]),
    ...(duration === null ? [] : [seconds(duration)]),
  ]
}

function voxelSize(sizeMm: RunFacts['voxelSizeMm']): string {
  const texts = sizeMm.map((size) => significant(size, 2).replace(/\.0$/, ''))
  const [first = ''] = texts
  return withUnit(texts.every((text) => text === first) ? first : texts.join('×'), 'mm')
}
