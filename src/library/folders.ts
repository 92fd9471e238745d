import { join } from 'node:path';

/** The folders of a library, as absolute paths on this machine. */
export interface LibraryFolders {
  /** The records, as `<id>.json`. */
  readonly records: string;
  /** A folder `<id>` for each generation, with its images and thumbnails. */
  readonly images: string;
  /**
   * Which window runs which generation (`lease.ts`), and requests to cancel one
   * (`cancelRequests.ts`).
   */
  readonly leases: string;
  /** Deleted generations that can still be restored (`trash.ts`). */
  readonly trash: string;
  /** Files from `records` that are not valid records. */
  readonly quarantine: string;
  /** Thumbnails and responses that are being written. */
  readonly temporary: string;
  /** Records that are being moved to another library (`move/transferGeneration.ts`). */
  readonly moved: string;
}

/** The folders of the library in the folder `root`; none of them is created. */
export function resolveLibraryFolders(root: string): LibraryFolders {
  return {
    records: join(root, 'records'),
    images: join(root, 'images'),
    leases: join(root, 'leases'),
    trash: join(root, 'trash'),
    quarantine: join(root, 'quarantine'),
    temporary: join(root, 'tmp'),
    moved: join(root, 'moved'),
  };
}
