import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.layer.css'
import { useEffect, type ReactNode } from 'react'
import { useApp } from '../store.ts'
import './base.css'
import './mantine.css'
import { cssVariablesResolver, theme } from './theme.ts'
import './tokens.css'

/** Theme and scale of the whole page, as the view asks for them. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const scheme = useApp((state) => state.view.theme)
  const projector = useApp((state) => state.view.projector)
  useEffect(() => {
    document.documentElement.dataset['scale'] = projector ? 'projector' : 'normal'
  }, [projector])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  )
}
