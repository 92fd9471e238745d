import { join } from 'node:path';

/** The folders of a library, as paths on the extension host's disk. */
export interface LibraryFolders {
  /** `<id>.json` for each generation. */
  readonly records: string;
  /** A folder for each generation, with its images and their thumbnails. */
  readonly images: string;
  /** Which window runs which generation. */
  readonly leases: string;
  /** Deleted generations that can still be restored. */
  readonly trash: string;
  /** Files found among the records that are not records. */
  readonly quarantine: string;
  /** Thumbnails while they are written. */
  readonly temporary: string;
}

/** The folders of the library at `root`. */
export function resolveLibraryFolders(root: string): LibraryFolders {
  return {
    records: join(root, 'records'),
    images: join(root, 'images'),
    leases: join(root, 'leases'),
    trash: join(root, 'trash'),
    quarantine: join(root, 'set-aside'),
    temporary: join(root, 'tmp'),
  };
}
