/** How far a regressor or a contrast can be trusted. */
export type Grade = 'fine' | 'inflated' | 'unstable' | 'not-estimable'

/** Variance inflation from which a number is called inflated, and above which unstable (Kutner et al. 2004; Marquardt 1970). */
const inflatedFrom = 5
const unstableFrom = 10

/** Condition number of the column-scaled design above which it is called ill-conditioned (Belsley, Kuh & Welsch 1980). */
export const illConditionedFrom = 30

/** Correlations of regressors that AFNI warns of as medium and high (1d_tool.py -show_cormat_warnings). */
export const mediumCorrelation = 0.4
export const highCorrelation = 0.7

/** The grade of a variance inflation factor; one that is not defined (NaN) is fine. */
export function gradeOfInflation(vif: number): Grade {
  if (vif === Infinity) return 'not-estimable'
  if (vif > unstableFrom) return 'unstable'
  return vif >= inflatedFrom ? 'inflated' : 'fine'
}
