import type { ReactNode } from 'react'
import type { Pane } from '../../state/appState.ts'
import type { VoxelPane } from '../../state/voxelView.ts'
import { fixed, significant, withUnit } from '../format.ts'
import { PaneNumbers } from '../parts/PaneNumbers.tsx'
import { useVoxelSides } from './useVoxelSides.ts'

/** The fit's own numbers at the voxel or over the sphere, in both panes, and what is meant by them. */
export function FitNumbers({ isSphere }: { readonly isSphere: boolean }): ReactNode {
  const { a, b } = useVoxelSides()
  const sides = { a, b }
  const of =
    (text: (view: VoxelPane) => string) =>
    (pane: Pane): ReactNode => {
      const side = sides[pane]
      return side.ok ? text(side.pane) : <span className="t3">–</span>
    }
  return (
    <section className="cell">
      <PaneNumbers
        label={isSphere ? 'Over this sphere' : 'At this voxel'}
        head={isSphere ? 'mean over this sphere' : 'at this voxel'}
        rows={[
          ['variance explained', of(({ explained }) => withUnit(fixed(100 * explained, 1), '%'))],
          ['R² of the whitened series', of(({ fit }) => fixed(fit.rSquared, 3))],
          ['residual s.d., own units', of(({ fit }) => significant(Math.sqrt(fit.dispersion)))],
          ['noise ρ', of(({ fit }) => fixed(fit.noiseRho, 2))],
          [
            'degrees of freedom',
            of(({ contrast }) => contrast.df.map((df) => significant(df, 4)).join(', ')),
          ],
          [
            `effect, % of ${isSphere ? 'mean signal' : 'voxel mean'}`,
            of(({ contrast }) => orDash(contrast.effectInPercent, (x) => fixed(x, 3))),
          ],
          [
            't or F',
            of(({ contrast }) => orDash(contrast.value, (x) => `${contrast.statistic} ${fixed(x, 3)}`)),
          ],
          ['p, one-sided', of(({ contrast }) => orDash(contrast.p, (x) => significant(x)))],
        ]}
      />
      <p className="small t3">
        Variance explained is of the series before whitening, around its mean; drifts count as explained,
        whether columns or a filter took them out. R² is the map’s, of what was fitted: the whitened and
        filtered series, where whitening bends the constant, so a series around 100 (SPM12) comes near 1 for
        no good reason.
      </p>
    </section>
  )
}

function orDash(value: number | null, text: (value: number) => string): string {
  return value === null ? '–' : text(value)
}
