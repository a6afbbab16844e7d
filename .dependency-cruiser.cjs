/** Which room of src/ may import which. A room may always import itself; nobody may import workers. */
const rooms = {
  core: [],
  protocol: ['core'],
  kernels: [],
  workers: ['core', 'protocol', 'kernels'],
  state: ['core', 'protocol'],
  viewer: ['core'],
  charts: ['core'],
  lessons: ['core', 'state'],
  ui: ['core', 'state', 'viewer', 'charts', 'lessons'],
  app: ['core', 'protocol', 'kernels', 'state', 'viewer', 'charts', 'lessons', 'ui'],
}

const belowPipeline = ['math', 'volume', 'formats', 'design', 'glm', 'contrast', 'threshold']

/** The same inside src/core. Files directly in src/core (finding.ts) are open to all and import none of these. */
const coreRooms = {
  math: [],
  volume: ['math'],
  formats: ['math'],
  design: ['math'],
  glm: ['math'],
  contrast: ['math'],
  threshold: ['math'],
  simulate: belowPipeline,
  pipeline: belowPipeline,
  compare: [...belowPipeline, 'pipeline'],
  export: [...belowPipeline, 'pipeline'],
}

/** Siblings that may name each other's types (`import type`), never their code. */
const coreTypes = {
  volume: ['formats'],
  formats: ['volume', 'design', 'contrast'],
  design: ['volume'],
  glm: ['volume', 'design'],
  contrast: ['glm', 'design'],
  threshold: ['volume', 'contrast', 'glm'],
}

const react = '(@types/)?react(-dom)?'

/** Which packages a room may use; everything else is refused. */
const packages = {
  core: [
    'ml-matrix',
    '@stdlib/[^/]+',
    '(@types/)?papaparse',
    'valibot',
    'pako',
    'canonicalize',
    '@noble/hashes',
  ],
  protocol: [],
  kernels: [],
  workers: ['comlink'],
  state: ['zustand', 'zundo'],
  viewer: ['@niivue/[^/]+', react],
  charts: ['plotly\\.js-cartesian-dist-min', react],
  lessons: [],
  ui: ['zustand', 'zundo', '@mantine/[^/]+', '@tabler/icons-react', react],
  app: ['comlink', '@mantine/[^/]+', '@fontsource-variable/[^/]+', '@tabler/icons-react', react],
}

/** One rule per room: it may not reach outside itself and the rooms listed for it. */
function directionRules(prefix, base, allowed, typesAllowed = {}) {
  return Object.entries(allowed).flatMap(([room, targets]) => {
    const reachable = [room, ...targets].join('|')
    const named = [room, ...targets, ...(typesAllowed[room] ?? [])].join('|')
    const rule = (suffix, pathNot, to) => ({
      name: `${prefix}-${room}${suffix}`,
      severity: 'error',
      comment: `${base}/${room} may import ${targets.join(', ') || 'no other room'} (see docs/architecture.md).`,
      from: { path: `^${base}/${room}/` },
      to: { path: `^${base}/[^/]+/`, pathNot: `^${base}/(${pathNot})/`, ...to },
    })
    return [
      rule('', reachable, { dependencyTypesNot: ['type-only'] }),
      rule('-types', named, { dependencyTypes: ['type-only'] }),
    ]
  })
}

const packageRules = Object.entries(packages).map(([room, allowed]) => ({
  name: `packages-${room}`,
  severity: 'error',
  comment: `src/${room} may use ${allowed.join(', ') || 'no package'} (see docs/architecture.md).`,
  from: { path: `^src/${room}/` },
  to: {
    path: 'node_modules/',
    ...(allowed.length > 0 && { pathNot: `node_modules/(${allowed.join('|')})/` }),
  },
}))

module.exports = {
  forbidden: [
    ...directionRules('room', 'src', rooms),
    ...directionRules('core', 'src/core', coreRooms, coreTypes),
    ...packageRules,
    {
      name: 'core-root',
      severity: 'error',
      comment: 'Files directly in src/core are the floor everything stands on.',
      from: { path: '^src/core/[^/]+$' },
      to: { path: '^src/core/[^/]+/' },
    },
    {
      name: 'unknown-room',
      severity: 'error',
      comment: 'A new room needs a line in .dependency-cruiser.cjs and in docs/architecture.md.',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
    },
    {
      name: 'unknown-core-room',
      severity: 'error',
      comment: 'A new room of core needs a line in .dependency-cruiser.cjs and in docs/architecture.md.',
      from: {},
      to: { path: '^src/core/[^/]+/', pathNot: `^src/core/(${Object.keys(coreRooms).join('|')})/` },
    },
    {
      name: 'no-node-in-src',
      severity: 'error',
      comment: 'src runs in a browser.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      comment: 'The product does not import its tests, scripts or benchmarks.',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|bench)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one idea, or hide a third; types alone may.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.css'],
    },
  },
}
