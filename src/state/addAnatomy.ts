import type { Finding } from '../core/finding.ts'
import { finerGrid, partsOfVoxels } from '../core/volume/finerGrid.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { AnatomyImage, ImageFiles } from '../protocol/runContract.ts'
import { endOtherUses, listUnused } from './fileRoles.ts'
import { findingOf } from './findingOf.ts'
import { addMessages, message } from './messages.ts'
import { spaceOf } from './space.ts'
import type { Opening } from './openRun.ts'
import { readWith } from './readWith.ts'

/** Below this share of the run's voxels an anatomy hardly can be that of the person in the run's space. */
const doubtfulShare = 0.5

/** Reads an anatomy onto the grid that is shown and, if asked to, shows the maps on it. */
export async function addAnatomy(
  opening: Opening,
  image: ImageFiles,
  { show, signal }: { readonly show: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { store, engine } = opening
  const space = spaceOf(store.getState())
  if (space === null) return
  const parts = partsOfVoxels(space.grid)
  try {
    const anatomy = await readWith(opening, signal, (jobId, onProgress) =>
      engine.run.loadAnatomy(image, finerGrid(space.grid, parts), jobId, onProgress),
    )
    if (spaceOf(store.getState())?.id !== space.id) return
    store.setState(({ intake, view }) => ({
      intake: {
        ...intake,
        anatomy: { ...anatomy, spaceId: space.id, parts },
      },
      view: show ? { ...view, underlay: 'anatomy', underlayRange: null } : view,
    }))
    endOtherUses(store, anatomy.name, 'anatomy')
    addMessages(store, [message(howItIsShown(anatomy, parts), 'files')])
  } catch (error) {
    if (isCancelled(error)) throw error
    addMessages(store, [message(findingOf(error), 'files')])
    listUnused(store, [image.file.name])
  }
}

function howItIsShown({ name, covered, dims }: AnatomyImage, parts: number): Finding {
  const isDoubtful = covered < doubtfulShare
  const percent = `${String(Math.round(100 * covered))} %`
  return {
    code: 'anatomy-resampled',
    severity: isDoubtful ? 'warning' : 'note',
    file: name,
    message: isDoubtful
      ? `The anatomy covers only ${percent} of the grid shown.`
      : `The anatomy (${dims.join(' × ')}) is shown resampled linearly, by its header alone, to ${
          parts === 1 ? 'the grid of the maps' : `the grid of the maps cut ${String(parts)} times finer`
        }; the maps keep their voxels.`,
    remedy:
      'It was not coregistered here: check that its outlines follow the maps, and the mean image where there is a run.',
  }
}
