import type { CSSProperties, JSX } from 'react'
import type { Renderer } from './useNiivue.ts'

const BOX: CSSProperties = {
  position: 'absolute',
  inset: 0,
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 8,
  padding: 12,
  color: '#ededf0',
  background: 'rgba(10,10,11,0.85)',
  fontSize: 13,
  textAlign: 'center',
}

const BUTTON: CSSProperties = {
  height: 28,
  padding: '0 12px',
  color: 'inherit',
  background: '#222225',
  border: '1px solid #46464d',
  borderRadius: 6,
  font: 'inherit',
  cursor: 'pointer',
}

/** Says why there is no picture, and how to get it back; nothing while all is well. */
export function ViewerMessage(props: { renderer: Renderer; onAgain: () => void }): JSX.Element | null {
  const { renderer, onAgain } = props
  switch (renderer.phase) {
    case 'starting':
    case 'running':
      return null
    case 'lost':
      return (
        <div role="alert" style={BOX}>
          <span>The browser took the graphics memory of this view back. The results are unharmed.</span>
          <button type="button" style={BUTTON} onClick={onAgain}>
            Draw again
          </button>
        </div>
      )
    case 'failed':
      return (
        <div role="alert" style={BOX}>
          <span>The slices could not be drawn: {renderer.reason}. They need WebGL 2.</span>
          <button type="button" style={BUTTON} onClick={onAgain}>
            Try again
          </button>
        </div>
      )
  }
}
