import * as Comlink from 'comlink'
import { expect, it } from 'vitest'
import { serve } from '../../src/workers/serve.ts'
import { transferred } from '../../src/workers/transferred.ts'

it('hands over the arrays of an answer, wherever they are in it and also where two share a buffer', async () => {
  const { port1, port2 } = new MessageChannel()
  const shared = new ArrayBuffer(24)
  const answer = {
    maps: new Map([['t', Float64Array.of(1, 2)]]),
    parts: [
      { rows: 2, data: new Float32Array(shared, 0, 2).fill(3) },
      { means: new Float64Array(shared, 8) },
    ],
    plan: null,
    name: 'A',
  }
  const expected = structuredClone(answer)
  const service = { ask: () => transferred(answer) }
  serve(service, port2)
  expect(await Comlink.wrap<typeof service>(port1).ask()).toEqual(expected)
  expect([answer.maps.get('t')?.length, shared.byteLength]).toEqual([0, 0])
  port1.close()
  port2.close()
})
