import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The development server needs an inline script and a socket; the built page keeps the strict policy (docs/decisions/0002). */
function relaxPolicyWhileServing(): Plugin {
  return {
    name: 'relax-policy-while-serving',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html
        .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        .replace("connect-src 'self'", "connect-src 'self' ws:"),
  }
}

export default defineConfig({
  plugins: [react(), relaxPolicyWhileServing()],
  base: './',
  build: {
    target: 'es2022',
    // The page's policy admits no fonts in data: addresses, and the licences of what is bundled travel with it.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es' },
})
