import type { ImageFiles } from '../protocol/runContract.ts'

/** The files of a drop with every `.img` put to the `.hdr` of its name; an `.img` without one stays by itself. */
export function pairFiles(files: readonly File[]): ImageFiles[] {
  const voxels = new Map(
    files.flatMap((file) => {
      const stem = stemOf(file.name, 'img')
      return stem === null ? [] : [[stem, file] as const]
    }),
  )
  const paired = new Set<File>()
  const images = files.map((file): ImageFiles => {
    const stem = stemOf(file.name, 'hdr')
    const partner = stem === null ? undefined : voxels.get(stem)
    if (partner === undefined) return { file }
    paired.add(partner)
    return { file, voxels: partner }
  })
  return images.filter(({ file }) => !paired.has(file))
}

/** The name before `.hdr` or `.img`, in any case and compressed or not; null for other names. */
function stemOf(name: string, extension: 'hdr' | 'img'): string | null {
  const [, stem = null] = new RegExp(`^(.*)\\.${extension}(\\.gz)?$`, 'i').exec(name) ?? []
  return stem
}
