import { useRef, type ChangeEvent, type ReactNode } from 'react'
import { QuestionDialog } from '../intake/QuestionDialog.tsx'
import { useActions } from '../store.ts'
import { DropOverlay } from './DropOverlay.tsx'
import { pickedFolder } from './droppedFiles.ts'
import { FileDialogContext, FolderDialogContext } from './fileInput.ts'

/** The page's inputs for files and folders and the page-wide drop target; all take the same things. */
export function FileIntake({ children }: { readonly children: ReactNode }): ReactNode {
  const actions = useActions()
  const input = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  return (
    <FileDialogContext value={() => input.current?.click()}>
      <FolderDialogContext value={() => folder.current?.click()}>
        <section className="sr-only" aria-label="Files">
          <input
            ref={input}
            type="file"
            multiple
            aria-label="Add files"
            tabIndex={-1}
            onChange={(event) => take(event, (files) => actions.addFiles(files))}
          />
          <input
            ref={(element) => {
              folder.current = element
              if (element !== null) element.webkitdirectory = true
            }}
            type="file"
            multiple
            aria-label="Add a folder"
            tabIndex={-1}
            onChange={(event) => take(event, (files) => actions.addFolder(pickedFolder(files)))}
          />
        </section>
        {children}
        <QuestionDialog />
        <DropOverlay
          onDropped={(dropped) =>
            dropped.kind === 'files'
              ? actions.addFiles(dropped.files)
              : actions.addFolder(dropped.files, dropped.unread)
          }
        />
      </FolderDialogContext>
    </FileDialogContext>
  )
}

/** Hands on what was picked and empties the input, so that the same file can be picked again. */
function take(event: ChangeEvent<HTMLInputElement>, handOn: (files: readonly File[]) => void): void {
  const files = [...(event.target.files ?? [])]
  event.target.value = ''
  if (files.length > 0) handOn(files)
}
