/**
 * Keeps the largest component of a mask of bytes 0 and 1 with a layer of zeros on every side: voxels connected across faces, of
 * equals the one that a scan with x slowest and z fastest meets first. `found` (i32 for every voxel inside) receives them
 * component by component.
 */
export function keepLargest(mask: usize, found: usize, nx: usize, ny: usize, nz: usize): void {
  const width = nx + 2
  const plane = width * (ny + 2)
  let end = found
  let bestStart = found
  let bestEnd = found
  for (let x: usize = 1; x <= nx; x++) {
    for (let y: usize = 1; y <= ny; y++) {
      let seed = mask + x + y * width + plane
      for (let z: usize = 0; z < nz; z++, seed += plane) {
        if (load<u8>(seed) != 1) continue
        const start = end
        end = flood(seed, start, width, plane)
        if (end - start > bestEnd - bestStart) {
          bestStart = start
          bestEnd = end
        }
      }
    }
  }
  memory.fill(mask, 0, plane * (nz + 2))
  for (; bestStart < bestEnd; bestStart += 4) store<u8>(load<u32>(bestStart), 1)
}

/** Sets what is connected with a voxel to 2 and lists it from `start` on; returns where the list ends. */
function flood(seed: usize, start: usize, width: usize, plane: usize): usize {
  let end = visit(seed, start)
  for (; start < end; start += 4) {
    const at: usize = load<u32>(start)
    end = visit(at - 1, end)
    end = visit(at + 1, end)
    end = visit(at - width, end)
    end = visit(at + width, end)
    end = visit(at - plane, end)
    end = visit(at + plane, end)
  }
  return end
}

// @ts-ignore: decorator
@inline
function visit(at: usize, end: usize): usize {
  if (load<u8>(at) != 1) return end
  store<u8>(at, 2)
  store<u32>(end, <u32>at)
  return end + 4
}
