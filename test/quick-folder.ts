import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const inMemory = "/dev/shm";
/** Two runs at once have some dozen databases of 40 MB each, and a server's. */
const needed = 3 * 1024 ** 3;

/**
 * Makes a folder for all that a run of tests writes, in memory if there is room: each test database is a thousand files, and writing them takes longer than most tests. `remove`
 * takes it away with all that tests have left in it.
 */
export function quickFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(hasRoom() ? inMemory : tmpdir(), "childview-tests-"));
  // A PostgreSQL server runs as a user of its own, and has its folder in it.
  chmodSync(path, 0o711);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize > needed;
  } catch {
    return false;
  }
}
