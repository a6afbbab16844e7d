import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { docsPlugin } from './scripts/docs/docsPlugin.ts'

/** The development server needs an inline script and a socket; the built page keeps the strict policy (docs/decisions/0002). */
function relaxPolicyWhileServing(): Plugin {
  return {
    name: 'relax-policy-while-serving',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html
        .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        .replace("default-src 'none'", "default-src 'none'; connect-src 'self' ws:"),
  }
}

/** @stdlib asks by eval whether the language has generators, which the policy forbids; every browser we build for has them. */
function answerInsteadOfEval(): Plugin {
  return {
    name: 'answer-instead-of-eval',
    load: {
      filter: { id: /@stdlib[\\/]assert-has-generator-support[\\/]lib[\\/]index\.js$/ },
      handler: () => 'module.exports = function hasGeneratorSupport() { return true }',
    },
  }
}

export default defineConfig({
  plugins: [react(), relaxPolicyWhileServing(), answerInsteadOfEval(), docsPlugin()],
  base: './',
  build: {
    target: 'es2022',
    // The page's policy admits no fonts in data: addresses, and the licences of what is bundled travel with it.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es', plugins: () => [answerInsteadOfEval()] },
  optimizeDeps: { rolldownOptions: { plugins: [answerInsteadOfEval()] } },
})
