import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { spaceOf } from '../../state/space.ts'
import { LessonsMenu } from '../guide/LessonsMenu.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useActions, useApp } from '../store.ts'
import { Brand } from './Brand.tsx'
import './header.css'
import { RunLine } from './RunLine.tsx'
import { StatusLine } from './StatusLine.tsx'

interface HeaderProps {
  readonly onHelp: () => void
}

/** Name, run, what is going on, and what concerns the whole page. */
export function Header({ onHelp }: HeaderProps): ReactNode {
  const hasRun = useApp((state) => (state.run !== null && state.settings !== null) || spaceOf(state) !== null)
  return (
    <header className="head">
      <Brand />
      <RunLine />
      <div className="spring" />
      <StatusLine />
      {hasRun && <SaveSession />}
      <LessonsMenu />
      <PageToggles onHelp={onHelp} />
    </header>
  )
}

function SaveSession(): ReactNode {
  const actions = useActions()
  return (
    <div className="head-group">
      <IconButton
        className="head-wide"
        icon="undo"
        name="Undo"
        hint="Undo (Ctrl+Z)"
        onClick={() => actions.undo()}
      />
      <IconButton
        className="head-wide"
        icon="redo"
        name="Redo"
        hint="Redo (Ctrl+Shift+Z)"
        onClick={() => actions.redo()}
      />
      <Button variant="subtle" leftSection={<Icon name="file" />} onClick={() => actions.saveSession()}>
        Save session
      </Button>
    </div>
  )
}

function PageToggles({ onHelp }: { readonly onHelp: () => void }): ReactNode {
  const actions = useActions()
  const light = useApp((state) => state.view.theme === 'light')
  const projector = useApp((state) => state.view.projector)
  return (
    <div className="head-group">
      <IconButton
        icon="projector"
        name="Projector"
        hint="Larger type and lines, for a projector"
        pressed={projector}
        onClick={() => actions.setView({ projector: !projector })}
      />
      <IconButton
        icon="contrast"
        name="Light theme"
        hint="Light or dark theme"
        pressed={light}
        onClick={() => actions.setView({ theme: light ? 'dark' : 'light' })}
      />
      <IconButton icon="help" name="Help and keys" hint="Help and keys (?)" onClick={onHelp} />
    </div>
  )
}
