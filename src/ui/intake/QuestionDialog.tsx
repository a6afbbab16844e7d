import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Question } from '../../state/intakeState.ts'
import { useActions, useApp } from '../store.ts'
import { MemoryAnswers } from './MemoryAnswers.tsx'
import { RunChoices } from './RunChoices.tsx'
import './intake.css'

/** What has to be answered before files are read any further; closing it reads nothing. */
export function QuestionDialog(): ReactNode {
  const actions = useActions()
  const question = useApp((state) => state.intake.question)
  return (
    <Modal.Root
      opened={question !== null}
      onClose={() => actions.dismissQuestion()}
      size="72rem"
      centered
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{question === null ? '' : titles[question.kind]}</Modal.Title>
          <Modal.CloseButton aria-label="Cancel" />
        </div>
        <Modal.Body>{question !== null && <Answers question={question} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

const titles: Readonly<Record<Question['kind'], string>> = {
  'which-run': 'Which run?',
  memory: 'This run needs much memory',
}

function Answers({ question }: { readonly question: Question }): ReactNode {
  switch (question.kind) {
    case 'which-run':
      return <RunChoices runs={question.runs} />
    case 'memory':
      return <MemoryAnswers finding={question.finding} />
  }
}
