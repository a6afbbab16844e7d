import { createContext, useContext } from 'react'

/** Opens the page's one file dialog. */
export const FileDialogContext = createContext<() => void>(() => undefined)

/** Opens the page's dialog for a folder. */
export const FolderDialogContext = createContext<() => void>(() => undefined)

/** Opens the page's one file dialog. */
export function useFileDialog(): () => void {
  return useContext(FileDialogContext)
}

/** Opens the page's dialog for a folder. */
export function useFolderDialog(): () => void {
  return useContext(FolderDialogContext)
}
