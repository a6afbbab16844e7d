const largest = 30

/** Position of a variance inflation on the meter, 0 to 1: logarithmic from 1 to 30. */
export function vifPosition(vif: number): number {
  return Math.min(1, Math.max(0, Math.log(vif) / Math.log(largest)))
}

/** The colour of a variance inflation: fine below 5, doubtful to 10, bad above. */
export function vifTone(vif: number): 'fine' | 'warn' | 'bad' {
  if (vif < 5) return 'fine'
  return vif <= 10 ? 'warn' : 'bad'
}
