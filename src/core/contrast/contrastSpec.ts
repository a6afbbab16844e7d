/** What is asked of a fit. Weights name design columns; absent columns weigh 0. */
export type ContrastSpec =
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 't'; readonly weights: Readonly<Record<string, number>> }
  | { readonly kind: 'F'; readonly rows: readonly Readonly<Record<string, number>>[] }
