import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Use named exports, so that a thing has one name everywhere.',
}

/** Arithmetic on values: no clock, no chance, no output. */
const pureArithmetic = {
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Take a seeded generator as an argument.' },
    { object: 'Date', property: 'now', message: 'Take the time as an argument.' },
  ],
  'no-restricted-globals': [
    'error',
    ...['Date', 'console', 'performance', 'fetch', 'setTimeout', 'crypto', 'self', 'globalThis'].map(
      (name) => ({
        name,
        message: 'Core is arithmetic on values: take what is needed as an argument.',
      }),
    ),
  ],
}

export default defineConfig(
  globalIgnores([
    'dist',
    '.cache',
    'shots',
    'test-results',
    'playwright-report',
    'scripts/reference',
    'tests/fixtures',
    // AssemblyScript.
    'src/kernels/assembly',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport],
      // A module that is loaded lazily is named by typeof import('…').
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // A worker's contract is named by whoever calls, not inferred from an argument.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['warn', { max: 60 }],
      'max-params': ['warn', { max: 4 }],
    },
  },
  { files: ['src/{core,protocol,kernels}/**/*.ts'], rules: pureArithmetic },
  {
    // Compiled without noUncheckedIndexedAccess: the checker believes that every index holds a value, so it cannot judge a guard.
    files: ['src/{core,kernels}/**/*.ts', '{tests,bench}/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      // Constants are copied from their source with all its digits.
      'no-loss-of-precision': 'off',
    },
  },
  {
    files: ['{tests,bench}/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['src/{ui,charts,viewer,app}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  { files: ['*.ts', '*.js'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'performance',
          'URL',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'module',
          'fetch',
          'document',
          'window',
          'addEventListener',
          'requestAnimationFrame',
          'MutationObserver',
          'PerformanceObserver',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
)
