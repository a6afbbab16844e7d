import { inWords } from './statistics.mjs'

const fitNames = {
  ols: 'refit OLS',
  'nilearn-ar1': 'refit nilearn AR(1)',
  'spm12-reml-ar1': 'refit SPM12 ReML AR(1)',
  'spm12-fast': 'refit SPM12 FAST',
}

/** What was measured of one size, a line each; median (range), milliseconds unless it says otherwise. */
export function sizeRows({ dims, slices, scans, datatype, engine, app }) {
  const grid = [dims[0], dims[1], slices, scans].join('×')
  const both = engine.openings['nilearn, nilearn']
  const seriesMegabytes = Math.round((both.voxels * scans * 4) / 1e6)
  return [
    ['run', `${grid} ${datatype}, ${both.megabytes} MB`],
    ['voxels fitted by nilearn’s mask', String(both.voxels)],
    ['gunzip alone', inWords(both.gunzipMs)],
    ['read (gunzip, means, checks, series)', inWords(both.readMs)],
    ...Object.entries(engine.openings).flatMap(([panes, { mapsMs, timesGunzip }]) => [
      [`file to maps: ${panes}`, inWords(mapsMs)],
      ['  times gunzip alone', inWords(timesGunzip)],
    ]),
    ['drop to ready in the app: nilearn, SPM12', inWords(app.dropToReadyMs)],
    ...Object.entries(engine.fits).map(([kind, times]) => [fitNames[kind], inWords(times)]),
    ...Object.entries(engine.toggles).map(([panes, times]) => [
      `toggle, computing: ${panes}`,
      inWords(times),
    ]),
    ['toggle in the app to both new maps', inWords(app.toggleReadyMs)],
    ['toggle in the app to both drawn', inWords(app.toggleDrawnMs)],
    ['longest task of the page in a toggle', String(app.toggleLongestTaskMs)],
    ['tasks over 50 ms in a toggle', String(app.toggleTasksOver50Ms)],
    ['peak memory engine, MB', String(both.peakMegabytes ?? 'unknown')],
    ['peak memory app until both maps, MB', String(app.loadingPeakMegabytes ?? 'unknown')],
    ['  its own, without what processes share', String(app.loadingPrivatePeakMegabytes ?? 'unknown')],
    ['peak memory app with a toggle, MB', String(app.peakMegabytes ?? 'unknown')],
    ['  of these the browser’s program', String(app.programMegabytes ?? 'unknown')],
    ['  2 × masked float32 + 300 MB', String(2 * seriesMegabytes + 300)],
  ]
}

/** How time grows with the run: nanoseconds per voxel and scan of the grid (reading) and of the mask (refit). */
export function growthRows(results) {
  const per = (ms, count) => ((1e6 * ms) / count).toFixed(2)
  return results.map(({ name, dims, slices, scans, engine }) => {
    const { readMs, voxels } = engine.openings['nilearn, nilearn']
    const values = dims[0] * dims[1] * slices * scans
    const toggle = engine.toggles['nilearn, nilearn'].median
    return [
      name,
      (values / 1e6).toFixed(0),
      per(readMs.median, values),
      per(engine.fits['nilearn-ar1'].median, voxels * scans),
      per(toggle, voxels),
    ]
  })
}

/** The same work by one nilearn: how many times longer it takes. */
export function peerRows({ engine }, nilearn) {
  const row = (name, ours, theirs) => [
    name,
    inWords(ours),
    inWords(theirs),
    `${(theirs.median / ours.median).toFixed(1)}×`,
  ]
  const { openings, toggles, fits } = engine
  return [
    row('file to t map, nilearn AR(1)', openings.nilearn.mapsMs, nilearn.fileToMapMs),
    row(
      'file to maps twice against once by nilearn',
      openings['nilearn, nilearn'].mapsMs,
      nilearn.fileToMapMs,
    ),
    row(
      'toggle of two panes against one FirstLevelModel.fit, image in memory',
      toggles['nilearn, nilearn'],
      nilearn.refitModelMs,
    ),
    row(
      'toggle of two panes against one FirstLevelModel.fit from the file',
      toggles['nilearn, nilearn'],
      nilearn.fileToMapMs,
    ),
    row(
      'toggle of two panes against one run_glm, masked series in memory',
      toggles['nilearn, nilearn'],
      nilearn.refitAr1Ms,
    ),
    row('refit of one pane against one FirstLevelModel.fit', fits['nilearn-ar1'], nilearn.refitModelMs),
    row('refit nilearn AR(1), series in memory', fits['nilearn-ar1'], nilearn.refitAr1Ms),
    row('refit OLS, series in memory', fits.ols, nilearn.refitOlsMs),
  ]
}
