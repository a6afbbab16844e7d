import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { panes, type AppState } from '../../state/appState.ts'
import type { DockTab } from '../dock/Dock.tsx'
import { FileIntake } from '../files/FileIntake.tsx'
import { GuideCard } from '../guide/GuideCard.tsx'
import { useLesson } from '../guide/useLesson.ts'
import { Header } from '../header/Header.tsx'
import { HelpDialog } from '../header/HelpDialog.tsx'
import { useShortcuts } from '../keys/useShortcuts.ts'
import { Landing } from '../landing/Landing.tsx'
import { MessagesSection } from '../rail/MessagesSection.tsx'
import { useApp } from '../store.ts'
import { ThemeProvider } from '../theme/ThemeProvider.tsx'
import { WaitingPanel } from '../waiting/WaitingPanel.tsx'
import './frame.css'
import { RailFrame } from './RailFrame.tsx'
import { Workbench } from './Workbench.tsx'

interface AppFrameProps {
  /** The tabs that are built, in their order. */
  readonly tabs: readonly DockTab[]
}

/** The whole page; needs an AppContext around it. */
export function AppFrame({ tabs }: AppFrameProps): ReactNode {
  return (
    <ThemeProvider>
      <FileIntake>
        <Page tabs={tabs} />
      </FileIntake>
    </ThemeProvider>
  )
}

function Page({ tabs }: AppFrameProps): ReactNode {
  const title = useApp(dataTitle)
  const hasRun = title !== null
  const hasPictures = useApp((state) => state.settings !== null || hasMaps(state))
  const isWaiting = useApp(
    (state, selectors) => selectors.phase(state) === 'waiting' && !hasMaps(state) && state.run !== null,
  )
  const narrow = useMediaQuery('(width < 1180px)', false, { getInitialValueInEffect: false })
  const [drawer, rail] = useDisclosure(false)
  const [helpOpen, help] = useDisclosure(false)
  const lesson = useLesson()
  const hasRail = hasRun && !narrow
  const card = lesson && <GuideCard lesson={lesson} floating={!hasRail} />
  useShortcuts({ tabs: tabs.map(({ tab }) => tab), openHelp: help.open })
  return (
    <div className={hasRun ? 'page' : 'page page-empty'}>
      <Header onHelp={help.open} />
      {hasRun && (
        <RailFrame
          narrow={narrow}
          opened={drawer}
          onOpen={rail.open}
          onClose={rail.close}
          guide={hasRail ? card : null}
        />
      )}
      <Main>
        {hasRun ? (
          <>
            <h1 className="sr-only">GLMscope: {title}</h1>
            {isWaiting || !hasPictures ? <WaitingPanel /> : <Workbench tabs={tabs} narrow={narrow} />}
          </>
        ) : (
          <Landing />
        )}
      </Main>
      {narrow && hasRun && <NarrowMessages />}
      {!hasRail && card}
      <HelpDialog opened={helpOpen} onClose={help.close} />
    </div>
  )
}

/** The data's part of the page. It alone is told the phase: the whole page would otherwise be rendered anew whenever a fit begins or ends. */
function Main({ children }: { readonly children: ReactNode }): ReactNode {
  const phase = useApp((state, selectors) => selectors.phase(state))
  return (
    <main data-phase={phase} className="page-main">
      {children}
    </main>
  )
}

/** The run's name; without a run, that of SPM.mat or that there are maps. Null while nothing is loaded. */
function dataTitle({ run, maps, models }: AppState): string | null {
  if (run !== null) return run.summary.name
  if (models.spm !== null) return models.spm.name
  return maps.files.length > 0 ? 'maps from files' : null
}

/** Whether a pane is to show maps from files. */
function hasMaps({ sources }: AppState): boolean {
  return panes.some((pane) => sources[pane].kind === 'imported')
}

/** Where the rail is a drawer, what has to be said stays in sight below the maps. */
function NarrowMessages(): ReactNode {
  const hasMessages = useApp((state) => state.messages.length > 0)
  if (!hasMessages) return null
  return (
    <section className="narrow-messages" aria-label="What there is to say">
      <MessagesSection />
    </section>
  )
}
