import { describe, expect, it } from 'vitest'
import type { StimulusEvent } from '../../../src/core/design/event.ts'
import { contrastRows } from '../../../src/core/contrast/weights.ts'
import type { PipelineSpec } from '../../../src/core/pipeline/pipelineSpec.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { columnOf } from '../../../src/core/math/matrix.ts'
import { createUniform } from '../../support/bruteForceFit.ts'
import { analyse, type Analysis, type RunImage } from '../../support/nilearnAnalysis.ts'
import {
  referenceActive,
  referenceDims,
  referenceIndex,
  referenceInside,
  referenceMean,
} from '../../support/referenceImage.ts'
import { nilearnDefaults } from '../design/pipelineFixtures.ts'

const scans = 60
const events: StimulusEvent[] = [10, 50, 90].map((onset) => ({ onset, duration: 20, trialType: 'task' }))

function design(spec: PipelineSpec) {
  return resolveDesign(spec, { scanCount: scans, repetitionTimeSeconds: 2, events })
}

function referenceVolumes(): Float64Array[] {
  const task = columnOf(design(nilearnDefaults).matrix, 0)
  const inside = referenceInside()
  const active = referenceActive()
  const uniform = createUniform()
  return Array.from(task, (response) => {
    const volume = referenceMean()
    for (let i = 0; i < volume.length; i++) {
      const noise = uniform()
      if (inside[i] === 1) volume[i] = (volume[i] ?? 0) + 8 * response * (active[i] ?? 0) + 20 * noise
    }
    return volume
  })
}

const volumes = referenceVolumes()
const run: RunImage = {
  dims: referenceDims,
  voxelSizesMm: [3, 3, 3],
  volumes,
  meanStorage: 'float64',
  smoothingStorage: 'float64',
}

function analyseWith(change: Partial<PipelineSpec>, image = run): Analysis {
  const spec = { ...nilearnDefaults, ...change }
  return analyse(spec, image, design(spec))
}

function valueAt(
  analysis: Analysis,
  map: Float64Array | undefined,
  voxel: readonly [number, number, number],
): number {
  return map?.[analysis.voxels.indexOf(referenceIndex(...voxel))] ?? Number.NaN
}

const kinds = ['effect', 'variance', 't', 'z', 'noise-rho'] as const
const mapsOf = (analysis: Analysis) =>
  analysis.maps(
    contrastRows(
      { kind: 'expression', text: 'task' },
      design(nilearnDefaults).columns.map((c) => c.name),
    ),
    kinds,
  )

// Float32 distances from the mean carry 1e-7 of what a voxel varies by: 1e-6 in a t of 10.
const digits = 5

describe("nilearn's FirstLevelModel end to end (F25)", () => {
  const analysis = analyseWith({})
  const maps = mapsOf(analysis)
  const at = (kind: (typeof kinds)[number], voxel: readonly [number, number, number]) =>
    valueAt(analysis, maps.get(kind), voxel)

  it('masks 2952 voxels', () => {
    expect(analysis.voxels.length).toBe(2952)
  })

  it('gives its numbers at three voxels', () => {
    expect(at('noise-rho', [11, 11, 10])).toBeCloseTo(0, 12)
    expect(at('effect', [11, 11, 10])).toBeCloseTo(0.7573835678321335, digits)
    expect(at('variance', [11, 11, 10])).toBeCloseTo(0.01677446269571395, digits)
    expect(at('t', [11, 11, 10])).toBeCloseTo(5.847787321799607, digits)
    expect(at('z', [11, 11, 10])).toBeCloseTo(5.144321918220687, digits)
    expect(at('noise-rho', [9, 9, 9])).toBe(-0.16)
    expect(at('effect', [9, 9, 9])).toBeCloseTo(1.0321927328360216, digits)
    expect(at('t', [9, 9, 9])).toBeCloseTo(8.788669628851421, digits)
    expect(at('noise-rho', [13, 13, 12])).toBe(0.16)
    expect(at('t', [13, 13, 12])).toBeCloseTo(7.357617277696474, digits)
  })

  it('has 76 labels from -0.53 to 0.49, and its sum of z', () => {
    const labels = new Set(maps.get('noise-rho'))
    expect([labels.size, Math.min(...labels), Math.max(...labels)]).toEqual([76, -0.53, 0.49])
    expect(maps.get('z')?.reduce((sum, z) => sum + z, 0)).toBeCloseTo(2385.1760501459726, 3)
  })
})

describe("nilearn's FirstLevelModel with other settings (F26)", () => {
  const voxel = [11, 11, 10] as const
  const smoothing = { fwhmMm: 6 }

  it.each<[string, Partial<PipelineSpec>, Partial<Record<(typeof kinds)[number], number>>]>([
    ['smoothing 6 mm', { smoothing }, { t: 39.795922344987154 }],
    [
      'grand-mean scaling',
      { intensity: { kind: 'percent-of-grand-mean' } },
      { effect: 0.7517693800344072, t: 5.8477873217995935 },
    ],
    [
      'the SPM hrf',
      {
        eventModel: {
          kind: 'nilearn',
          hrf: 'spm',
          derivatives: 'none',
          oversampling: 50,
          minOnsetSeconds: -24,
        },
      },
      { effect: 1.0153745486466272, t: 5.9106217313651905 },
    ],
    [
      'high pass 1/128 Hz',
      { highPass: { kind: 'cosine-regressors', cutoffHz: 1 / 128 } },
      { t: 5.912024501107982 },
    ],
    ['slice_time_ref 0.5', { samplingInstant: 0.5 }, { t: 5.375401125827573 }],
  ])('%s', (_, change, expected) => {
    const analysis = analyseWith(change)
    const maps = mapsOf(analysis)
    for (const kind of kinds) {
      const value = expected[kind]
      if (value !== undefined) expect(valueAt(analysis, maps.get(kind), voxel)).toBeCloseTo(value, 5)
    }
  })

  it('smoothing of an unscaled integer file, cut back to integers (nilearn 0.14.0)', () => {
    const integers = {
      ...run,
      smoothingStorage: 'float32' as const,
      volumes: volumes.map((volume) => volume.map(Math.round)),
    }
    const analysis = analyseWith({ smoothing: { ...smoothing, castToFileType: true } }, integers)
    expect(valueAt(analysis, mapsOf(analysis).get('t'), voxel)).toBeCloseTo(34.022972016512, 4)
  })
})
