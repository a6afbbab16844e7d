/** Why a pane whose maps came from files has no design, time course or the like, and what brings one. */
export function fromFileWords(letter: string, what: string): string {
  return `${letter}’s map came from a file: it has no ${what}. Drop its BOLD run, and SPM.mat or a design matrix, to have one.`
}
