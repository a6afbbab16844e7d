import { describe, expect, test } from 'vitest'
import { maxSessionCharacters, parseSession, writeSession } from '../../../src/core/pipeline/session.ts'
import { refusalOf } from '../../support/refusals.ts'
import { fullSession, nilearnLike, smallSession } from '../../support/sessions.ts'

type Json = Record<string, unknown>

const refused = (value: unknown) =>
  refusalOf(() => parseSession(typeof value === 'string' ? value : JSON.stringify(value), 'a.glmscope.json'))

/** The small session with settings of pipeline A replaced. */
const withA = (changes: Json): Json => ({
  ...smallSession,
  pipelines: { a: { ...nilearnLike, ...changes }, b: nilearnLike },
})

describe('round trip', () => {
  test.each([
    ['the smallest', smallSession],
    ['the fullest', fullSession],
  ])('%s session comes back as it was written', (_, session) => {
    expect(parseSession(writeSession(session))).toEqual({ session, findings: [] })
  })

  test.each([
    { mask: { kind: 'file', name: 'roi.nii.gz' } },
    { mask: { kind: 'file', name: 'roi.nii.gz', sha256: 'ab' } },
    { mask: { kind: 'all' } },
    { eventModel: { kind: 'nilearn-fir', delaysScans: [0, 1, 2], oversampling: 1, minOnsetSeconds: -24 } },
    { highPass: { kind: 'polynomial-regressors', order: 3 } },
    { highPass: { kind: 'none' }, intensity: { kind: 'none' }, noise: { kind: 'ols' } },
    { intensity: { kind: 'percent-of-grand-mean' }, noise: { kind: 'spm12-fast' } },
  ])('%j is a setting', (changes) => {
    const session = withA(changes)
    expect(parseSession(JSON.stringify(session))).toEqual({ session, findings: [] })
  })

  test('unknown fields are kept and named', () => {
    const session = { ...withA({ noise: { kind: 'ols', colour: 'pink' } }), author: 'me', run: { site: 3 } }
    const parsed = parseSession(JSON.stringify(session), 'a.glmscope.json')
    expect(parsed.session).toEqual(session)
    expect(parsed.findings).toMatchObject([
      {
        code: 'session-unknown-fields',
        severity: 'warning',
        file: 'a.glmscope.json',
        message:
          'The session has fields that are not known here: “pipelines.a.noise.colour”, “author”, “run.site”.',
      },
    ])
    expect(JSON.parse(writeSession(parsed.session))).toEqual(session)
  })
})

describe('what is refused', () => {
  test.each([
    ['', 'json-empty'],
    ['hello', 'json-invalid'],
    ['[]', 'json-not-object'],
    ['{}', 'not-a-session'],
    [{ ...smallSession, format: 'other' }, 'not-a-session'],
    [{ ...smallSession, version: 2 }, 'session-version'],
    [{ ...smallSession, version: '1' }, 'session-version'],
    [`${JSON.stringify(smallSession)}${' '.repeat(maxSessionCharacters)}`, 'json-too-large'],
    [JSON.stringify(smallSession).replace('0.01', '1e999'), 'json-number'],
    [`{"format":"glmscope-session","version":1,"x":${'['.repeat(200_000)}`, 'json-invalid'],
  ])('case %# is refused as %s', (value, code) => {
    expect(refused(value).code).toBe(code)
  })

  test.each([
    [
      withA({ samplingInstant: 'half' }),
      'The field pipelines.a.samplingInstant is “"half"”; expected number.',
    ],
    [withA({ samplingInstant: 2 }), 'The field pipelines.a.samplingInstant is “2”; expected <=1.'],
    [
      withA({ noise: { kind: 'pink' } }),
      'The field pipelines.a.noise.kind is “"pink"”; expected ("ols" | "nilearn-ar1" | "spm12-reml-ar1" | "spm12-fast").',
    ],
    [
      withA({ eventModel: { ...nilearnLike.eventModel, oversampling: 1e9 } }),
      'The field pipelines.a.eventModel.oversampling is “1000000000”; expected <=1000.',
    ],
    [
      withA({ eventModel: { ...nilearnLike.eventModel, minOnsetSeconds: -1e9 } }),
      'The field pipelines.a.eventModel.minOnsetSeconds is “-1000000000”; expected >=-10000.',
    ],
    [
      withA({ conditions: { include: 'some', explicitRest: false } }),
      'The field pipelines.a.conditions.include is “"some"”; expected ("all" | Array).',
    ],
    [
      { ...smallSession, contrasts: { a: { kind: 't', weights: { x: null } } } },
      'The field contrasts.a.weights.x is “null”; expected number.',
    ],
    [{ ...smallSession, run: { discardScans: -1 } }, 'The field run.discardScans is “-1”; expected >=0.'],
    [
      { ...smallSession, run: { repetitionTime: { seconds: 0, source: 'user' } } },
      'The field run.repetitionTime.seconds is “0”; expected >0.',
    ],
    [
      { ...smallSession, view: { crosshairMm: [1, 2] } },
      'The field view.crosshairMm.2 is “undefined”; expected number.',
    ],
  ])('case %# names the field', (value, message) => {
    expect(refused(value)).toMatchObject({ code: 'session-field', message, file: 'a.glmscope.json' })
  })

  test('a session too long to be read again is not written', () => {
    const events = Array.from({ length: 200_000 }, (_, i) => ({ onset: i, duration: 1, trialType: 'a' }))
    expect(refusalOf(() => writeSession({ ...smallSession, run: { events } })).code).toBe('session-too-large')
  })
})

test('keys that reach prototypes are left out, named, and harmless', () => {
  const text = JSON.stringify(smallSession).replace(
    '"weights":{',
    '"weights":{"__proto__":{"polluted":1},"constructor":2,',
  )
  const { session, findings } = parseSession(`{"__proto__":{"polluted":1},${text.slice(1)}`)
  expect(session).toEqual(smallSession)
  expect(findings).toMatchObject([
    {
      code: 'session-unsafe-fields',
      message:
        'The session has fields that no session may have: “__proto__”, “contrasts.b.weights.__proto__”, “contrasts.b.weights.constructor”.',
    },
  ])
  expect(({} as Json)['polluted']).toBeUndefined()
  expect(Object.getPrototypeOf(session)).toBe(Object.prototype)
})
