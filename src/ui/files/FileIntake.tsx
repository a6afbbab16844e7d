import { useRef, type ChangeEvent, type ReactNode } from 'react'
import { useActions } from '../store.ts'
import { DropOverlay } from './DropOverlay.tsx'
import { FileDialogContext } from './fileInput.ts'

/** The one file input of the page and the page-wide drop target; both take the same things. */
export function FileIntake({ children }: { readonly children: ReactNode }): ReactNode {
  const actions = useActions()
  const input = useRef<HTMLInputElement>(null)
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    if (files.length > 0) actions.addFiles(files)
  }
  return (
    <FileDialogContext value={() => input.current?.click()}>
      <section className="sr-only" aria-label="Files">
        <input ref={input} type="file" multiple aria-label="Add files" tabIndex={-1} onChange={take} />
      </section>
      {children}
      <DropOverlay onFiles={(files) => actions.addFiles(files)} />
    </FileDialogContext>
  )
}
