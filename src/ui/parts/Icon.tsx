import {
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowRight,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconCircleX,
  IconContrast,
  IconCurrentLocation,
  IconDeviceFloppy,
  IconDownload,
  IconHelpCircle,
  IconInfoCircle,
  IconLink,
  IconLock,
  IconMenu2,
  IconPlayerPlay,
  IconPlus,
  IconPoint,
  IconPresentation,
  IconTable,
  IconUnlink,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

const icons = {
  arrow: IconArrowRight,
  bad: IconCircleX,
  check: IconCheck,
  contrast: IconContrast,
  crosshair: IconCurrentLocation,
  down: IconChevronDown,
  download: IconDownload,
  file: IconDeviceFloppy,
  help: IconHelpCircle,
  info: IconInfoCircle,
  link: IconLink,
  lock: IconLock,
  menu: IconMenu2,
  play: IconPlayerPlay,
  plus: IconPlus,
  point: IconPoint,
  projector: IconPresentation,
  redo: IconArrowForwardUp,
  right: IconChevronRight,
  sliders: IconAdjustmentsHorizontal,
  table: IconTable,
  undo: IconArrowBackUp,
  unlink: IconUnlink,
  warn: IconAlertTriangle,
  x: IconX,
}

export type IconName = keyof typeof icons

interface IconProps {
  readonly name: IconName
  readonly small?: boolean
  readonly large?: boolean
}

/** A line icon; the word beside it (or the button's name) says what it means. */
export function Icon({ name, small = false, large = false }: IconProps): ReactNode {
  const Drawing = icons[name]
  return (
    <Drawing
      aria-hidden
      size={small ? '1.4rem' : large ? '1.8rem' : '1.6rem'}
      stroke={1.6}
      className="icon"
    />
  )
}
