/** Loads NiiVue (324 kB gzipped); the browser keeps it after the first time. */
export function loadNiivue(): Promise<typeof import('@niivue/niivue')> {
  return import('@niivue/niivue')
}
