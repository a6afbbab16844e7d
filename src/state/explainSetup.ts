import {
  evaluationOrder,
  essentialMixtures,
  explainedSwitches,
  hasGivenDesign,
  mixture,
} from '../core/compare/mixture.ts'
import { noPartners, type Partners } from '../core/compare/tiedSwitches.ts'
import { antitheticOrders, mixturesOf, type SwitchOrder } from '../core/compare/sampledOrders.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { randomStream } from '../core/math/random.ts'
import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import { canonicalDigest, modelKey } from '../core/pipeline/hash.ts'
import { specDifferences, type SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { FitInputs } from './fitInputs.ts'
import { groupWords } from './staleReason.ts'

/** With more switches than this, 2^k refits are too many and orders are sampled. */
export const mostExactSwitches = 7

/** Antithetic pairs of orders where they are sampled. */
const sampledPairs = 20

/** The same orders every time, so that an explanation can be repeated. */
const orderSeed = 1

/** Which settings switch, and which mixtures have to be evaluated in which order. */
export interface SwitchPlan {
  readonly switches: readonly SpecGroup[]
  /** Settings that move with a switch, because some mixture without that cannot be fitted. */
  readonly partners: Partners
  readonly onlyContrastDiffers: boolean
  /** Whether `conditions` stands for the whole design, because one is given as numbers. */
  readonly wholeDesign: boolean
  readonly orders: readonly SwitchOrder[]
  /** A and B first, then what gives the best partial result. */
  readonly mixtures: readonly number[]
}

/** The settings in which two panes' inputs differ. */
export function switchesBetween(a: FitInputs, b: FitInputs): readonly SpecGroup[] {
  return explainedSwitches(a, b, trialTypes(a.events))
}

/** What has to be evaluated to explain B - A. Throws a Refusal where nothing differs. */
export function switchPlan(a: FitInputs, b: FitInputs, partners: Partners = noPartners): SwitchPlan {
  const following = [...partners.values()].flat()
  const switches = switchesBetween(a, b).filter((group) => !following.includes(group))
  if (switches.length === 0) throw new Refusal(sameSettings)
  const differing = specDifferences(a.spec, b.spec, trialTypes(a.events))
  const isSampled = switches.length > mostExactSwitches
  const orders = isSampled ? antitheticOrders(switches.length, sampledPairs, randomStream(orderSeed)) : []
  return {
    ...{ switches, partners },
    onlyContrastDiffers:
      switches.includes('conditions') &&
      !differing.some(
        (group) => !(switches.includes(group) || following.includes(group)) || group === 'conditions',
      ),
    wholeDesign: hasGivenDesign(a, b),
    orders,
    mixtures: isSampled
      ? [...new Set([...essentialMixtures(switches.length), ...mixturesOf(orders)])]
      : evaluationOrder(switches.length),
  }
}

/** Why there is nothing to explain. */
export const sameSettings: Finding = {
  code: 'explain-same-settings',
  severity: 'error',
  message: 'A and B have the same settings.',
  remedy: 'Change one.',
}

/** The inputs of a mixture's refit. */
export function mixtureInputs(a: FitInputs, b: FitInputs, plan: SwitchPlan, bits: number): FitInputs {
  return { ...a, ...mixture(a, b, plan, bits), fitId: 'explain', key: '' }
}

/** A mixture in words, for messages: `A with the noise model and the mask of B`. */
export function mixtureWords(
  { switches, partners, onlyContrastDiffers, wholeDesign }: SwitchPlan,
  bits: number,
): string {
  const leading = switches.filter((_, i) => (bits >> i) & 1)
  if (leading.length === 0) return 'A'
  if (leading.length === switches.length) return 'B'
  const fromB = leading.flatMap((group) => [group, ...(partners.get(group) ?? [])])
  const conditions = wholeDesign ? 'the design' : groupWords.conditions
  const words = { ...groupWords, conditions: onlyContrastDiffers ? 'the contrast' : conditions }
  const names = fromB.map((group) => words[group])
  const last = names.pop() ?? ''
  return `A with ${names.length === 0 ? last : `${names.join(', ')} and ${last}`} of B`
}

/** Whether a pipeline scales volume by volume: a change of the data, not of their units. */
export function scalesVolumes({ intensity }: PipelineSpec): boolean {
  return intensity.kind === 'global-100' && intensity.per === 'volume'
}

/** Names the design and the data in which SPM12 selects voxels; whichever noise model and units they are for. */
export function poolKey({ spec }: FitInputs): string {
  const { conditions, eventModel, samplingInstant, highPass, smoothing, confounds } = spec
  return canonicalDigest({
    ...{ conditions, eventModel: modelKey(eventModel), samplingInstant, highPass, smoothing, confounds },
    perVolume: scalesVolumes(spec),
  })
}

/** Whether a pipeline pools a noise covariance over its mask, as SPM12 does. */
export function poolsCovariance({ noise }: PipelineSpec): boolean {
  return noise.kind === 'spm12-reml-ar1' || noise.kind === 'spm12-fast'
}

/**
 * Names what a mixture's maps are fitted from. Intensity is a factor per voxel unless it is per volume, and a mask acts only on what is
 * pooled over it, which is SPM12's noise covariance (the scalar of nilearn's AR(1) is 0: a constant is in every design).
 */
export function refitKey({ spec, contrast }: FitInputs): string {
  const { conditions, eventModel, samplingInstant, highPass, smoothing, noise, confounds, mask } = spec
  return canonicalDigest({
    eventModel: modelKey(eventModel),
    ...{ conditions, samplingInstant, highPass, smoothing, noise, confounds, contrast },
    mask: poolsCovariance(spec) ? mask : null,
    perVolume: scalesVolumes(spec),
  })
}
