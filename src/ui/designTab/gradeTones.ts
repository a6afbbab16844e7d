import type { Grade } from '../../state/grades.ts'

/** The class that colours a grade. */
export const gradeTones: Readonly<Record<Grade, string>> = {
  fine: 'tone-fine',
  inflated: 'tone-warn',
  unstable: 'tone-bad',
  'not-estimable': 'tone-bad',
}
