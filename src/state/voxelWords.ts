import type { VoxelPane, VoxelSide } from './voxelView.ts'

/** What the two fits say about the voxel, in a headline and a sentence; null while one of them is missing. */
export function voxelVerdict(
  a: VoxelSide,
  b: VoxelSide,
): { readonly headline: string; readonly text: string } | null {
  if (!a.ok || !b.ok) return null
  const [ofA, ofB] = [a.pane.explained, b.pane.explained]
  const alike = Math.abs(ofA - ofB) < 0.03
  const [shareA, shareB] = [errorShare(a.pane), errorShare(b.pane)]
  const explained = `The fits explain ${alike ? 'the data alike' : 'the data differently'} (${percent(ofA)} and ${percent(ofB)} of its variance)`
  const errors =
    shareA === null || shareB === null
      ? ''
      : `; the standard error is ${shareA} of the effect in A and ${shareB} in B`
  return { headline: headline(a.pane, b.pane, alike), text: `${explained}${errors}.` }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

function headline(a: VoxelPane, b: VoxelPane, alike: boolean): string {
  const [ta, tb] = [a.contrast.value, b.contrast.value]
  if (ta === null || tb === null) return alike ? 'Same fit' : 'Different fits'
  const differs = Math.abs(ta - tb) > 0.5 * Math.max(1, Math.min(Math.abs(ta), Math.abs(tb)))
  if (!alike) return differs ? 'Different fits, different effects' : 'Different fits, like effects'
  return differs ? 'Same fit, different effects' : 'Same fit, like effects'
}

function errorShare({ contrast: { effect, standardError } }: VoxelPane): string | null {
  if (effect === null || standardError === null || effect === 0) return null
  const percent = 100 * Math.abs(standardError / effect)
  return percent > 999 ? 'more than ten times' : `${percent.toFixed(0)} %`
}
