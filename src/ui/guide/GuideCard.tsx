import { Button } from '@mantine/core'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'
import './guide.css'
import type { OpenLesson } from './useLesson.ts'

interface GuideCardProps {
  readonly lesson: OpenLesson
  /** Over the page where there is no rail to stand in. */
  readonly floating: boolean
}

/** One step of a lesson: what to see, with the numbers of the moment, and the way on. */
export function GuideCard({ lesson, floating }: GuideCardProps): ReactNode {
  const { title, step, index, count, standing, changed, paragraphs } = lesson
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [index])
  const isLast = index === count - 1
  return (
    <section
      className={floating ? 'guide guide-floating' : 'guide'}
      aria-label="Lesson"
      onKeyDown={(event) => stepByKey(event, lesson)}
    >
      <div className="guide-head">
        <span className="t3">{title}</span>
        <span className="guide-count">
          {index + 1} of {count}
        </span>
        <IconButton small icon="x" name="Leave the lesson" onClick={lesson.leave} />
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {step.title}
      </h2>
      <div className="guide-text" aria-live="polite">
        {standing === 'opening' ? (
          <p>The simulated run is being opened.</p>
        ) : (
          paragraphs.map((text, i) => <p key={i}>{text}</p>)
        )}
        {standing === 'fitting' && <p className="t3">Fitting: the numbers follow.</p>}
        {changed && (
          <p className="t3">Something was changed: the numbers are those on screen, not the step’s.</p>
        )}
      </div>
      <div className="guide-buttons">
        <Button disabled={index === 0} onClick={() => lesson.go(index - 1)}>
          Back
        </Button>
        <Button variant="filled" onClick={() => (isLast ? lesson.leave() : lesson.go(index + 1))}>
          {isLast ? 'Finish' : 'Next'}
        </Button>
        {changed ? (
          <Button variant="subtle" onClick={lesson.restore}>
            Restore this step
          </Button>
        ) : (
          <Button variant="subtle" onClick={lesson.leave}>
            Leave
          </Button>
        )}
      </div>
    </section>
  )
}

/** While the focus is in the card, the arrows go back and on and Escape leaves. */
function stepByKey(event: KeyboardEvent, { index, count, go, leave }: OpenLesson): void {
  if (event.key === 'ArrowRight' && index < count - 1) go(index + 1)
  else if (event.key === 'ArrowLeft' && index > 0) go(index - 1)
  else if (event.key === 'Escape') leave()
  else return
  event.preventDefault()
}
