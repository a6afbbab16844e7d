/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * A run that ended badly, or ran nothing, never counts as free of failures, whatever its report says.
 * @param {Tally} tally
 * @param {number} exitCode of the runner
 * @returns {Tally}
 */
function honest(tally, exitCode) {
  const ranNothing = tally.passed + tally.failed === 0
  return tally.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...tally, failed: 1 } : tally
}

/**
 * Counts vitest's JSON report; a file that could not be collected counts as one failure.
 * @param {any} report absent when the runner wrote none
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  const files = report?.testResults ?? []
  const tests = files.flatMap((file) => file.assertionResults)
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const tally = {
    passed: count('passed'),
    failed: count('failed') + broken,
    skipped: count('pending', 'skipped', 'todo', 'disabled'),
  }
  return honest(tally, exitCode)
}

/**
 * Counts Playwright's JSON report.
 * @param {any} report absent when the runner wrote none
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {}
  return honest({ passed: expected + flaky, failed: unexpected, skipped }, exitCode)
}

/**
 * Counts tools by their exit codes.
 * @param {readonly { exitCode: number }[]} results
 * @returns {Tally}
 */
export function tallyTools(results) {
  const passed = results.filter(({ exitCode }) => exitCode === 0).length
  return { passed, failed: results.length - passed, skipped: 0 }
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sumTallies(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}

/**
 * The last line of `npm test`: skipped tests are named only if there are any.
 * @param {Tally} tally
 * @returns {string}
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
