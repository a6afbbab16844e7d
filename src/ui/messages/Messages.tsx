import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Message, MessageAction } from '../../state/appState.ts'
import { fixed, unbroken, withUnit } from '../format.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { bySeverity } from './bySeverity.ts'
import { useActions, useApp } from '../store.ts'
import { severityWords } from '../words.ts'
import { VolumeChoice } from './VolumeChoice.tsx'
import './messages.css'

const severityIcons: Record<Message['severity'], { readonly icon: IconName; readonly tone: string }> = {
  error: { icon: 'bad', tone: 'bd' },
  warning: { icon: 'warn', tone: 'wn' },
  note: { icon: 'info', tone: 't3' },
}

/** Every message with its severity, what, where and what to do. */
export function Messages(): ReactNode {
  const messages = useApp((state) => state.messages)
  return (
    <ul className="messages" aria-label="Messages">
      {bySeverity(messages).map((message) => (
        <MessageItem key={message.id} message={message} />
      ))}
    </ul>
  )
}

function MessageItem({ message }: { readonly message: Message }): ReactNode {
  const actions = useActions()
  const { icon, tone } = severityIcons[message.severity]
  const { action } = message
  return (
    <li className={`message message-${message.severity}`}>
      <span className={tone}>
        <Icon name={icon} />
      </span>
      <div>
        <p>
          <span className={`message-severity ${tone}`}>{severityWords[message.severity]}.</span>{' '}
          <b>{unbroken(message.message)}</b> {unbroken(message.remedy)}
        </p>
        {message.file !== undefined && (
          <p className="message-where mono">{whereText(message.file, message.line)}</p>
        )}
        {action?.kind === 'use-volume' && action.count > 1 ? (
          <VolumeChoice action={action} />
        ) : (
          action && (
            <Button size="xs" onClick={() => actions.perform(action)}>
              {actionText(action)}
            </Button>
          )
        )}
      </div>
      <IconButton small icon="x" name="Dismiss" onClick={() => actions.dismissMessage(message.id)} />
    </li>
  )
}

function whereText(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}, line ${line}`
}

function actionText(action: MessageAction): string {
  switch (action.kind) {
    case 'open-instead':
      return `Open ${action.fileName} instead`
    case 'use-repetition-time':
      return `Use the ${action.source}’s ${withUnit(fixed(action.seconds, 3), 's')}`
    case 'discard-scans':
      return action.count === 1 ? 'Leave out the first scan' : `Leave out the first ${action.count} scans`
    case 'read-decimal-comma':
      return `Read as ${action.example}`
    case 'rescale-events':
      return action.from === 'milliseconds' ? 'Divide times by 1000' : 'Multiply times by the TR'
    case 'show-map':
      return `Show it in ${action.pane.toUpperCase()}`
    case 'use-volume':
      return `Use volume ${action.volume + 1} of ${action.count}`
    case 'use-noise':
      return `Fit ${action.pane.toUpperCase()} with OLS`
  }
}
