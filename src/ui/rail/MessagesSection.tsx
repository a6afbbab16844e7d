import type { ReactNode } from 'react'
import { countMessages } from '../messages/countMessages.ts'
import { Messages } from '../messages/Messages.tsx'
import { Section } from '../parts/Section.tsx'
import { useApp } from '../store.ts'

/** Warnings, errors and notes, newest knowledge of each subject. */
export function MessagesSection(): ReactNode {
  const messages = useApp((state) => state.messages)
  return (
    <Section title="Messages" aside={countMessages(messages)}>
      <Messages />
    </Section>
  )
}
