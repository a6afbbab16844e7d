/** Memory of a computer whose browser does not say how much it has. */
const usualGigabytes = 8

/**
 * Bytes that a run may take without asking: half of what the browser says the computer has. Chrome rounds that number
 * and stops at 8 for everyone's privacy; other browsers keep it to themselves.
 */
export function memoryBudgetBytes(browser: object): number {
  const stated = 'deviceMemory' in browser ? Number(browser.deviceMemory) : usualGigabytes
  return (stated / 2) * 1e9
}
