import type { ReactNode } from 'react'
import { fixed } from '../format.ts'
import { Chip } from '../parts/Chip.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useActions, useApp } from '../store.ts'

type Mm = readonly [number, number, number]

/** Voxels kept for going back to. */
export function PinnedVoxels(): ReactNode {
  const actions = useActions()
  const pinned = useApp((state, selectors) => selectors.pinnedVoxels(state))
  const pinnedMm = useApp((state) => state.view.pinnedMm)
  if (pinned.length === 0) return null
  const remove = (mm: Mm): void => actions.setView({ pinnedMm: pinnedMm.filter((each) => each !== mm) })
  return (
    <section className="cell">
      <table className="numbers" aria-label="Pinned voxels">
        <thead>
          <tr>
            <th scope="col">pinned, mm</th>
            {(['a', 'b'] as const).map((pane) => (
              <th key={pane} scope="col" className="r">
                <Chip of={pane} />
              </th>
            ))}
            <th scope="col" aria-label="Remove" />
          </tr>
        </thead>
        <tbody>
          {pinned.map(({ mm, effects }) => (
            <tr key={mm.join(' ')}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button"
                  onClick={() => actions.setView({ crosshairMm: mm })}
                >
                  {mmText(mm)}
                </button>
              </th>
              {(['a', 'b'] as const).map((pane) => (
                <td key={pane} className={`r tone-${pane}`}>
                  {effects[pane] === null ? '–' : fixed(effects[pane], 2)}
                </td>
              ))}
              <td className="r">
                <IconButton small icon="x" name={`Remove ${mmText(mm)}`} onClick={() => remove(mm)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Pins the voxel at the crosshair. */
export function PinButton(): ReactNode {
  const actions = useActions()
  const place = useApp((state, selectors) => selectors.voxelPlace(state))
  const pinnedMm = useApp((state) => state.view.pinnedMm)
  if (place === null) return null
  const known = pinnedMm.some((mm) => mm.every((value, axis) => value === place[axis]))
  return (
    <button
      type="button"
      className="link-button"
      disabled={known}
      onClick={() => actions.setView({ pinnedMm: [...pinnedMm, place] })}
    >
      <Icon name="pin" small />
      {known ? 'Pinned' : 'Pin voxel'}
    </button>
  )
}

/** A position as `38 −20 48`. */
export function mmText(mm: Mm): string {
  return mm.map((value) => fixed(value, Number.isInteger(value) ? 0 : 1)).join(' ')
}
