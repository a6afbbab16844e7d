import { useMemo } from 'react'
import type { Fade, ScalarOverlay } from '../../viewer/bakeOverlay.ts'
import type { Outline } from '../../viewer/SliceMarks.tsx'
import { mapsWithoutContrast } from '../words.ts'
import type { Which } from '../selectors.ts'
import { useApp } from '../store.ts'

/** Outlines on black: white for a map's own threshold, the hues of A and B where both are drawn. */
const outlineColours = { own: '#ffffff', a: '#9ad8ff', b: '#ffc066' }

/** What the viewer draws over the anatomy; the same object until something about it changes. */
export function useOverlay(which: Which): ScalarOverlay | null {
  const map = useApp((state, selectors) => selectors.displayMap(state, which))
  const statistic = useApp((state, selectors) =>
    which === 'difference' ? null : (selectors.fadeStatistic(state, which)?.volume ?? null),
  )
  const threshold = useApp((state, selectors) =>
    which === 'difference' ? null : (selectors.fadeStatistic(state, which)?.threshold ?? null),
  )
  return useMemo(() => {
    if (map === null) return null
    const fade: Fade =
      statistic !== null && threshold !== null
        ? { by: 'statistic', statistic, threshold, above: map.above }
        : fadeWithoutStatistic(which, map.kind)
    const kind = which === 'difference' ? 'difference' : map.isSigned ? 'diverging' : 'sequential'
    return { kind, values: map.volume, range: map.range, mask: map.inMask, fade }
  }, [map, statistic, threshold, which])
}

function fadeWithoutStatistic(which: Which, kind: (typeof mapsWithoutContrast)[number]): Fade {
  if (which === 'difference' || !mapsWithoutContrast.includes(kind)) return { by: 'value' }
  return { by: 'none' }
}

/** Borders of what passes the threshold: a map's own, or A's and B's in the difference. */
export function useOutlines(which: Which): readonly Outline[] {
  const own = useApp((state, selectors) => selectors.displayMap(state, which)?.above ?? null)
  const a = useApp((state, selectors) => selectors.displayMap(state, 'a')?.above ?? null)
  const b = useApp((state, selectors) => selectors.displayMap(state, 'b')?.above ?? null)
  const hasThreshold = useApp((state) => !mapsWithoutContrast.includes(state.view.map))
  return useMemo(() => {
    if (!hasThreshold) return []
    if (which !== 'difference') return own === null ? [] : [{ mask: own, colour: outlineColours.own }]
    return [
      ...(a === null ? [] : [{ mask: a, colour: outlineColours.a }]),
      ...(b === null ? [] : [{ mask: b, colour: outlineColours.b, isDashed: true }]),
    ]
  }, [which, own, a, b, hasThreshold])
}
