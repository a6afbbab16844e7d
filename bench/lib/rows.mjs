import { inWords } from './statistics.mjs'

const fitNames = {
  ols: 'refit OLS',
  'nilearn-ar1': 'refit nilearn AR(1)',
  'spm12-reml-ar1': 'refit SPM12 ReML AR(1)',
  'spm12-fast': 'refit SPM12 FAST',
}

const toggleNames = {
  'nilearn-ar1': 'toggle, compute: both nilearn AR(1)',
  'spm12-reml-ar1': 'toggle, compute: SPM12 ReML AR(1) in B',
}

/** What was measured of one size, a line each; median (range), milliseconds unless it says otherwise. */
export function sizeRows({ dims, slices, scans, datatype, engine, app }) {
  const grid = [dims[0], dims[1], slices, scans].join('×')
  return [
    ['run', `${grid} ${datatype}, ${engine.megabytes} MB`],
    ['voxels fitted by nilearn’s mask', String(engine.voxels)],
    ['gunzip alone', inWords(engine.gunzipMs)],
    ['read (gunzip, means, checks)', inWords(engine.readMs)],
    ['file to maps, one pipeline', inWords(engine.fileToOneMapMs)],
    ['drop to ready, both pipelines', inWords(app.dropToReadyMs)],
    ...Object.entries(engine.fits).map(([kind, times]) => [fitNames[kind], inWords(times)]),
    ...Object.entries(engine.toggles).map(([kind, times]) => [toggleNames[kind], inWords(times)]),
    ['toggle to both new maps', inWords(app.toggleReadyMs)],
    ['toggle to both drawn', inWords(app.toggleDrawnMs)],
    ['longest task of the page in a toggle', String(app.toggleLongestTaskMs)],
    ['tasks over 50 ms in a toggle', String(app.toggleTasksOver50Ms)],
    ['peak memory engine, MB', String(engine.peakMegabytes ?? 'unknown')],
    ['peak memory app, MB', String(app.peakMegabytes ?? 'unknown')],
  ]
}

/** The same work by nilearn: how many times longer it takes. */
export function peerRows({ engine, nilearn }) {
  const row = (name, ours, theirs) => [
    name,
    inWords(ours),
    inWords(theirs),
    `${(theirs.median / ours.median).toFixed(1)}×`,
  ]
  return [
    row('file to t map, nilearn AR(1)', engine.fileToOneMapMs, nilearn.fileToMapMs),
    row('refit nilearn AR(1), series in memory', engine.fits['nilearn-ar1'], nilearn.refitAr1Ms),
    row('refit OLS, series in memory', engine.fits.ols, nilearn.refitOlsMs),
  ]
}
