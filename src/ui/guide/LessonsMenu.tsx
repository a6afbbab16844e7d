import { Button, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { whyMapsDiffer } from '../../lessons/whyMapsDiffer.ts'
import { Icon } from '../parts/Icon.tsx'
import { useApp } from '../store.ts'
import './guide.css'
import { useStartLesson } from './useStartLesson.ts'

/** The lessons there are. */
export function LessonsMenu(): ReactNode {
  const start = useStartLesson()
  const replaces = useApp((state) => state.run !== null && !state.run.isSample)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="subtle" leftSection={<Icon name="lesson" />}>
          Lessons
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={start}>
          {whyMapsDiffer.title}
          <span className="lesson-hint">
            {whyMapsDiffer.steps.length} steps on a simulated run
            {replaces && '; it opens in place of yours'}
          </span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
