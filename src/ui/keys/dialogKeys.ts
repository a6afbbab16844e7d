/** What takes the keys while it is open: dialogs, drawers, pop-ups and menus. */
const openOnes = '[role="dialog"], [role="menu"]'

const forDialogs = new WeakSet<Event>()

/**
 * Notes of every key whether a dialog or a menu was open when it was pressed: it closes at Escape before the page's own keys
 * are asked, which must not do a second thing. To be called before anything is drawn, as a window's listeners are called in
 * the order in which they came. Returns how to stop.
 */
export function watchDialogKeys(): () => void {
  const note = (event: KeyboardEvent): void => {
    if (document.querySelector(openOnes) !== null) forDialogs.add(event)
  }
  window.addEventListener('keydown', note, { capture: true })
  return () => window.removeEventListener('keydown', note, { capture: true })
}

/** Whether a dialog or a menu was open when the key was pressed, even if it is closed by now. */
export function isForDialog(event: KeyboardEvent): boolean {
  return forDialogs.has(event)
}
