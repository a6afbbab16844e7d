import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface IconButtonProps {
  readonly icon: IconName
  /** The button's accessible name; written as hidden text, so that labels stay with the fields. */
  readonly name: string
  readonly hint?: string
  readonly pressed?: boolean
  readonly small?: boolean
  readonly className?: string
  readonly onClick: () => void
}

/** A button that shows only an icon. */
export function IconButton(props: IconButtonProps): ReactNode {
  const { icon, name, hint = name, pressed, small = false, className = '', onClick } = props
  return (
    <ActionIcon
      size={small ? 'xs' : 'md'}
      className={className}
      title={hint}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      <Icon name={icon} small={small} large={!small} />
      <span className="sr-only">{name}</span>
    </ActionIcon>
  )
}
