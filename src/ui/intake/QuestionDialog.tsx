import type { ReactNode } from 'react'
import type { Question } from '../../state/intakeState.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { useActions, useApp } from '../store.ts'
import { MemoryAnswers } from './MemoryAnswers.tsx'
import { RunChoices } from './RunChoices.tsx'
import './intake.css'

/** What has to be answered before files are read any further; closing it reads nothing. */
export function QuestionDialog(): ReactNode {
  const actions = useActions()
  const question = useApp((state) => state.intake.question)
  return (
    <Dialog
      opened={question !== null}
      onClose={() => actions.dismissQuestion()}
      title={question === null ? '' : titles[question.kind]}
      width={72}
      closeName="Cancel"
    >
      {question !== null && <Answers question={question} />}
    </Dialog>
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
