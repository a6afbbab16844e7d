import { describe, expect, it } from 'vitest'
import { takeSuggestion } from '../../src/ui/rail/takeSuggestion.ts'

const words = { headline: '', text: '' }

describe('taking what a verdict offers', () => {
  it('mends the mistaken name and leaves the rest of the expression', () => {
    const verdict = { grade: 'error', at: 12, suggestion: 'rest', ...words } as const
    expect(takeSuggestion('movement - rset + b', verdict)).toBe('movement - rest + b')
    expect(takeSuggestion('rset*2', { ...verdict, at: 1 })).toBe('rest*2')
  })

  it('asks the safer contrast instead of an inflated one', () => {
    const verdict = { grade: 'inflated', suggestion: 'movement - rest', ...words } as const
    expect(takeSuggestion('movement', verdict)).toBe('movement - rest')
  })

  it('has nothing to take where nothing is offered', () => {
    expect(takeSuggestion('movement', { grade: 'fine', ...words })).toBeNull()
  })
})
