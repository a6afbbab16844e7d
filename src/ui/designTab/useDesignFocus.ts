import { useState } from 'react'

/** The regressor and the scan that both matrices and all time plots mark. */
export interface DesignFocus {
  readonly regressor: string | null
  /** From 0. */
  readonly scan: number | null
  /** Marks a regressor and a scan; the same regressor and scan again frees both. */
  pick(regressor: string, scan: number | null): void
}

/** What is in focus in the Design tab. */
export function useDesignFocus(): DesignFocus {
  const [focus, setFocus] = useState<Pick<DesignFocus, 'regressor' | 'scan'>>({ regressor: null, scan: null })
  return {
    ...focus,
    pick(regressor, scan) {
      const isSame = focus.regressor === regressor && (scan === null || focus.scan === scan)
      setFocus(isSame ? { regressor: null, scan: null } : { regressor, scan })
    },
  }
}
