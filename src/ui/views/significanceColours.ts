/** The classes of shared significance as the third viewer draws them, in the order of `significanceClasses` after `neither`. */
export const significanceColours = [
  { label: 'A only', colour: '#62baf3' },
  { label: 'B only', colour: '#f2a33c' },
  { label: 'both', colour: '#ededf0' },
  { label: 'both, opposite signs', colour: '#c572a7' },
] as const
