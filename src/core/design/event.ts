/** One stimulus event. Seconds count from the first kept scan. */
export interface StimulusEvent {
  readonly onset: number
  readonly duration: number
  readonly trialType: string
  /** Amplitude; 1 where absent. */
  readonly modulation?: number
}
