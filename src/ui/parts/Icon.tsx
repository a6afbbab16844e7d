import {
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowRight,
  IconBook2,
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
  IconPencil,
  IconPin,
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
  lesson: IconBook2,
  link: IconLink,
  lock: IconLock,
  menu: IconMenu2,
  play: IconPlayerPlay,
  plus: IconPlus,
  point: IconPoint,
  projector: IconPresentation,
  pin: IconPin,
  redo: IconArrowForwardUp,
  rename: IconPencil,
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
