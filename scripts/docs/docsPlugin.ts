import type { Plugin } from 'vite'
import { docsFiles } from './docsFiles.ts'

/** Puts docs/*.md beside the app as pages: into docs/ of the build, and served as they are while developing. */
export function docsPlugin(): Plugin {
  return {
    name: 'docs-as-pages',
    generateBundle() {
      for (const [name, source] of docsFiles()) {
        this.emitFile({ type: 'asset', fileName: `docs/${name}`, source })
      }
    },
    configureServer(server) {
      server.middlewares.use('/docs', (request, response, next) => {
        const name = decodeURIComponent((request.url ?? '/').replace(/[?#].*/, '')).slice(1)
        const file = docsFiles().get(name === '' ? 'index.html' : name)
        if (file === undefined) {
          next()
          return
        }
        response.setHeader(
          'Content-Type',
          name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8',
        )
        response.end(file)
      })
    },
  }
}
