import * as v from 'valibot'
import { mapKinds } from '../contrast/mapKind.ts'
import { designSources, mostDesignNumbers } from '../formats/designTable.ts'

const finite = v.pipe(v.number(), v.finite())
const atLeast = (least: number, most: number) => v.pipe(finite, v.minValue(least), v.maxValue(most))
const whole = (least: number, most: number) => v.pipe(atLeast(least, most), v.integer())
const names = v.array(v.string())
const derivatives = v.picklist(['none', 'time', 'time-dispersion'])

const conditions = v.object({
  include: v.union([v.literal('all'), names]),
  merge: v.exactOptional(v.record(v.string(), names)),
  explicitRest: v.boolean(),
})

/** Bounds keep a session from asking for more memory than any real setting needs. */
const sampling = { oversampling: whole(1, 1000), minOnsetSeconds: atLeast(-10_000, 10_000) }

const madeFromEvents = [
  v.object({
    kind: v.literal('nilearn'),
    hrf: v.picklist(['glover', 'spm', 'none']),
    derivatives,
    ...sampling,
  }),
  v.object({
    kind: v.literal('nilearn-fir'),
    delaysScans: v.pipe(v.array(whole(0, 10_000)), v.minLength(1), v.maxLength(1000)),
    ...sampling,
  }),
  v.object({
    kind: v.literal('spm12'),
    hrf: v.literal('canonical'),
    derivatives,
    microtimeResolution: whole(1, 1000),
  }),
] as const

const role = v.picklist(['condition', 'confound', 'drift', 'constant'])

const matrixColumn = v.object({
  name: v.string(),
  role,
  condition: v.exactOptional(v.string()),
  alias: v.exactOptional(v.string()),
  values: v.pipe(v.array(finite), v.minLength(1), v.maxLength(mostDesignNumbers)),
})

const eventModel = v.variant('kind', [
  ...madeFromEvents,
  v.object({
    kind: v.literal('matrix'),
    source: v.object({ tool: v.picklist(designSources), fileName: v.string() }),
    columns: v.pipe(v.array(matrixColumn), v.minLength(1), v.maxLength(1000)),
    drift: v.picklist(['included', 'none']),
    constant: v.picklist(['included', 'none']),
  }),
])

const highPass = v.variant('kind', [
  v.object({ kind: v.literal('cosine-regressors'), cutoffHz: atLeast(0, 10) }),
  v.object({ kind: v.literal('polynomial-regressors'), order: whole(0, 100) }),
  v.object({ kind: v.literal('dct-filter'), cutoffSeconds: v.pipe(atLeast(0, 1e9), v.gtValue(0)) }),
  v.object({ kind: v.literal('none') }),
])

const intensity = v.variant('kind', [
  v.object({ kind: v.literal('percent-of-voxel-mean') }),
  v.object({ kind: v.literal('percent-of-grand-mean') }),
  v.object({ kind: v.literal('global-100'), per: v.picklist(['session', 'volume']) }),
  v.object({ kind: v.literal('none') }),
])

const mask = v.variant('kind', [
  v.object({
    kind: v.literal('nilearn-epi'),
    lowerCutoff: atLeast(0, 1),
    upperCutoff: atLeast(0, 1),
    opening: whole(0, 100),
  }),
  v.object({ kind: v.literal('spm12-threshold'), fractionOfGlobal: finite }),
  v.object({ kind: v.literal('file'), name: v.string(), sha256: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('all') }),
])

const noise = v.variant('kind', [
  v.object({ kind: v.literal('ols') }),
  v.object({ kind: v.literal('nilearn-ar1'), bins: whole(1, 10_000) }),
  v.object({ kind: v.literal('spm12-reml-ar1') }),
  v.object({ kind: v.literal('spm12-fast') }),
])

const pipeline = v.object({
  name: v.string(),
  conditions,
  eventModel,
  samplingInstant: atLeast(0, 1),
  confounds: v.object({ columns: names, centre: v.boolean(), missing: v.picklist(['zero', 'error']) }),
  highPass,
  intensity,
  mask,
  smoothing: v.object({ fwhmMm: atLeast(0, 100), castToFileType: v.exactOptional(v.boolean()) }),
  noise,
})

const weights = v.record(v.string(), finite)

const contrast = v.variant('kind', [
  v.object({ kind: v.literal('expression'), text: v.string() }),
  v.object({ kind: v.literal('t'), weights }),
  v.object({ kind: v.literal('F'), rows: v.array(weights) }),
])

const run = v.object({
  boldName: v.exactOptional(v.string()),
  boldSha256: v.exactOptional(v.string()),
  repetitionTime: v.exactOptional(
    v.object({
      seconds: v.pipe(atLeast(0, 1e6), v.gtValue(0)),
      source: v.picklist(['sidecar', 'header', 'user']),
    }),
  ),
  discardScans: v.exactOptional(whole(0, 1_000_000)),
  events: v.exactOptional(
    v.array(
      v.object({
        onset: finite,
        duration: finite,
        trialType: v.string(),
        modulation: v.exactOptional(finite),
      }),
    ),
  ),
})

const view = v.object({
  map: v.exactOptional(v.picklist(mapKinds)),
  thresholdAbs: v.exactOptional(atLeast(0, Number.MAX_VALUE)),
  thresholdOn: v.exactOptional(v.picklist(['t', 'shown'])),
  units: v.exactOptional(v.picklist(['percent-of-voxel-mean', 'as-estimated'])),
  crosshairMm: v.exactOptional(v.tuple([finite, finite, finite])),
})

const maps = v.pipe(
  v.array(v.object({ name: v.string(), sha256: v.pipe(v.string(), v.hexadecimal()), kind: v.string() })),
  v.maxLength(100),
)

/** The shape of a session file of version 1; it transforms nothing and drops fields it does not know. */
export const sessionSchema = v.object({
  format: v.literal('glmscope-session'),
  version: v.literal(1),
  run: v.exactOptional(run),
  pipelines: v.object({ a: pipeline, b: pipeline }),
  contrasts: v.object({ a: contrast, b: contrast }),
  namedContrasts: v.exactOptional(v.array(v.object({ name: v.string(), contrast }))),
  maps: v.exactOptional(v.object({ a: v.exactOptional(maps), b: v.exactOptional(maps) })),
  view: v.exactOptional(view),
})
