/** The page is painted first. */
const delayMs = 600

/**
 * Runs a worker's code once on a made-up run while nobody waits: what has run before is compiled and several times faster,
 * and the first maps come sooner. Nothing depends on it.
 */
export function warmUpSoon(work: () => Promise<void>): void {
  setTimeout(() => void work().catch(() => undefined), delayMs)
}
