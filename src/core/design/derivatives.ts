/** Derivatives of the HRF that a condition gets columns for, beside the HRF itself. */
export type Derivatives = 'none' | 'time' | 'time-dispersion'
