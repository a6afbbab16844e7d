import { createServer } from 'vite'

const hasDesktop =
  process.env['CI'] === undefined &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']))

const server = await createServer()
await server.listen()
server.printUrls()
if (hasDesktop) server.openBrowser()
else console.log('  Open the address above in a browser.')
