import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import * as v from 'valibot';
import { listFiles } from '../support/listFiles.ts';
import { readIfExists, systemDisk } from '../../src/library/disk/files.ts';
import { parseLease } from '../../src/library/ownership/leaseFile.ts';
import { recordSchema, type GenerationRecord } from '../../src/library/record.ts';

const storedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/** The folder of a library, read without the library. */
export class LibraryOnDisk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** All records by ID. Throws if one is incomplete. */
  async records(): Promise<Map<string, GenerationRecord>> {
    const names = (await this.#names('records')).filter((name) => name.endsWith('.json'));
    const records = names.map(async (name) => {
      const text = await readFile(join(this.folder, 'records', name), 'utf8');
      return [basename(name, '.json'), v.parse(storedRecordSchema, text)] as const;
    });
    return new Map(await Promise.all(records));
  }

  /** All records, with the tasks that are only in lease files, as the next window sees them. */
  async recordsWithLeases(): Promise<Map<string, GenerationRecord>> {
    const records = await this.records();
    for (const name of await this.leases()) {
      // Another window may have deleted it meanwhile.
      const bytes = await readIfExists(systemDisk, join(this.folder, 'leases', name), 65_536);
      const lease = bytes && parseLease(bytes.toString());
      const [id = ''] = name.split('.');
      const record = records.get(id);
      if (record && !record.task && lease?.task) records.set(id, { ...record, task: lease.task });
    }
    return records;
  }

  leases(): Promise<string[]> {
    return this.#names('leases');
  }

  /** Temporary files, which must not exist unless a file is being written. */
  temporaryFiles(): string[] {
    return listFiles(this.folder)
      .map((file) => relative(this.folder, file))
      .filter(
        // Thumbnails are cleaned up by a later start.
        (name) => name.endsWith('.tmp') && !name.startsWith('tmp'),
      );
  }

  readImage(id: string, file: string): Promise<Buffer> {
    return readFile(join(this.folder, 'images', id, file));
  }

  async #names(subfolder: string): Promise<string[]> {
    try {
      return await readdir(join(this.folder, subfolder));
    } catch {
      // The folder does not exist yet.
      return [];
    }
  }
}
