import { createContext, useContext } from 'react'

/** Opens the page's one file dialog. */
export const FileDialogContext = createContext<() => void>(() => undefined)

/** Opens the page's one file dialog. */
export function useFileDialog(): () => void {
  return useContext(FileDialogContext)
}
