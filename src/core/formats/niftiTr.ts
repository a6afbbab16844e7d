import type { NiftiFields } from './niftiFields.ts'

/** The repetition time a header states, or why it states none. */
export type HeaderTr =
  | { readonly kind: 'known'; readonly seconds: number }
  | {
      readonly kind: 'unknown'
      readonly reason: 'zero' | 'negative' | 'not-a-number' | 'large-without-units' | 'not-a-time'
      /** The number as it stands in the header. */
      readonly stated: number
    }

/** pixdim[4] in seconds; without units a number up to 100 is taken for seconds. */
export function headerTrOf(fields: NiftiFields): HeaderTr {
  const stated = fields.version === 1 ? decimalOfFloat(fields.pixdim[4]) : fields.pixdim[4]
  const unknown = (reason: (HeaderTr & { kind: 'unknown' })['reason']): HeaderTr => ({
    kind: 'unknown',
    reason,
    stated,
  })
  const perSecond = { 0: 1, 8: 1, 16: 1e3, 24: 1e6 }[fields.unitsCode & 0x38]
  if (!Number.isFinite(stated)) return unknown('not-a-number')
  if (stated === 0) return unknown('zero')
  if (stated < 0) return unknown('negative')
  if (perSecond === undefined) return unknown('not-a-time')
  if ((fields.unitsCode & 0x38) === 0 && stated > 100) return unknown('large-without-units')
  return { kind: 'known', seconds: stated / perSecond }
}

/** The decimal that was meant by a float32: 0.72, not 0.7200000286102295. */
function decimalOfFloat(value: number): number {
  const decimal = Number(value.toPrecision(7))
  return Math.fround(decimal) === value ? decimal : value
}
