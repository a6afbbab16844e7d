import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.layer.css'
import { useEffect, type ReactNode } from 'react'
import { useApp } from '../store.ts'
import './base.css'
import './mantine.css'
import { cssVariablesResolver, theme } from './theme.ts'
import './tokens.css'
import { useTypeScale } from './typeScale.ts'

/** Theme and scale of the whole page, as the view asks for them. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const scheme = useApp((state) => state.view.theme)
  const projector = useApp((state) => state.view.projector)
  const scale = useTypeScale()
  useEffect(() => {
    const { dataset, style } = document.documentElement
    dataset['scale'] = projector ? 'projector' : 'normal'
    style.setProperty('--type-scale', String(scale))
  }, [projector, scale])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  )
}
