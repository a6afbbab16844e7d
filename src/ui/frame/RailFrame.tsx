import { Drawer } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { countMessages } from '../messages/countMessages.ts'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Rail } from '../rail/Rail.tsx'
import { useApp } from '../store.ts'
import { RailSplitter } from './RailSplitter.tsx'

interface RailFrameProps {
  readonly narrow: boolean
  readonly opened: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
  /** The open lesson's card, which stands above the settings. */
  readonly guide: ReactNode
}

/** The rail beside the maps, or in a drawer where there is no room. */
export function RailFrame({ narrow, opened, onOpen, onClose, guide }: RailFrameProps): ReactNode {
  const [width, setWidth] = useState(320)
  if (!narrow) {
    return (
      <aside
        className={guide === null ? 'rail' : 'rail rail-with-guide'}
        style={{ width: `${width / 10}rem` }}
        aria-label="Settings"
      >
        {guide}
        <Rail />
        <RailSplitter width={width} onChange={setWidth} />
      </aside>
    )
  }
  return (
    <aside className="rail-strip" aria-label="Settings">
      <IconButton icon="sliders" name="Open the settings" onClick={onOpen} />
      <Counts onOpen={onOpen} />
      <Drawer.Root
        className="rail-drawer"
        opened={opened}
        onClose={onClose}
        size="36rem"
        transitionProps={{ duration: 0 }}
      >
        <Drawer.Overlay />
        <Drawer.Content>
          <div className="dialog-head">
            <Drawer.Title>Settings</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </div>
          <Drawer.Body p={0}>
            <Rail />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </aside>
  )
}

function Counts({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const differing = useApp((state, selectors) => selectors.differingGroups(state).length)
  const messages = useApp((state) => state.messages)
  return (
    <>
      <button type="button" className="rail-count" title={`${differing} settings differ`} onClick={onOpen}>
        ≠ {differing}
        <span className="sr-only"> settings differ</span>
      </button>
      {messages.length > 0 && (
        <button type="button" className="rail-count" title={countMessages(messages)} onClick={onOpen}>
          <Icon name={messages.some(({ severity }) => severity === 'error') ? 'bad' : 'warn'} small />
          {messages.length}
          <span className="sr-only"> in all: {countMessages(messages)}</span>
        </button>
      )}
    </>
  )
}
