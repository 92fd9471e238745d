import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { createCustomProvider } from '../../jimeng/index.ts';
import { listFolder, readIfExists, removeTempFiles, statOrMissing } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import { idPattern, type GenerationRecord } from '../record.ts';
import { boundRecord } from '../recordBounds.ts';
import { maxTicketBytes } from '../../untrusted/limits.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const ticketSchema = v.object({
  /** Of the provider and the request, so that a changed record has no ticket. */
  digest: v.string(),
  /** `queued`: nothing has been sent. `submitted`: the request may have been sent. */
  stage: v.picklist(['queued', 'submitted']),
  /** How often the generation was resumed since a window that ran it was last closed in order. */
  resumes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of the task and the image URLs that were received for it here; missing if there are none. */
  urlsDigest: v.exactOptional(v.string()),
  /** The ID of the library that had the record when it was written; missing if that had none. */
  libraryId: v.exactOptional(v.string()),
});
const storedTicketSchema = v.pipe(v.string(), v.parseJson(), ticketSchema);

/** What this machine knows about a generation that it started. */
export type Ticket = Readonly<v.InferOutput<typeof ticketSchema>>;

const extension = '.json';
/** Age in milliseconds at which the ticket of a missing record is deleted: 1 day. */
const staleAgeMs = 24 * 60 * 60 * 1000;

/**
 * The generations that this machine started and that have no outcome: a file for each, outside of
 * the library, whose folder may be shared. Only they run by themselves.
 */
export class Tickets {
  readonly #folder: string;
  readonly #disk: ReliableDisk;
  readonly #readLibraryIds: () => Promise<readonly string[]>;

  /**
   * @param folder the path of a folder that only this user can write; created when first used
   * @param readLibraryIds returns the ID of the library, then those of libraries that were moved into it
   */
  constructor(
    folder: string,
    disk: ReliableDisk,
    readLibraryIds: () => Promise<readonly string[]> = () => Promise.resolve([]),
  ) {
    this.#folder = folder;
    this.#disk = disk;
    this.#readLibraryIds = readLibraryIds;
  }

  /**
   * The ids of all generations with a ticket.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listIds(): Promise<string[]> {
    const names = await listFolder(this.#disk, this.#folder);
    return names
      .map((name) => name.slice(0, -extension.length))
      .filter((id, index) => idPattern.test(id) && names[index] === id + extension);
  }

  /**
   * The ticket of a generation; `undefined` if it has none.
   * @throws ForeignFileError or Error of the file system when it cannot be read.
   */
  async read(id: string): Promise<Ticket | undefined> {
    const { once, retry } = this.#disk;
    const bytes = await retry(() => readIfExists(once, this.#getPath(id), maxTicketBytes));
    const parsed = safeParse(storedTicketSchema, bytes?.toString());
    return parsed.success ? parsed.output : undefined;
  }

  /**
   * @param isCurrent whether to write it, by what is on disk just before
   * @throws StaleError if not; Error of the file system.
   */
  async write(id: string, ticket: Ticket, isCurrent?: () => Promise<boolean>): Promise<void> {
    const [libraryId] = await this.#readLibraryIds().catch((): string[] => []);
    const text = JSON.stringify({ ...ticket, ...(libraryId !== undefined && { libraryId }) });
    await writeAtomically(this.#disk, this.#getPath(id), text, isCurrent && { isCurrent });
  }

  /** Called when a run has ended in order. Never rejects. */
  async forgetResumes(id: string): Promise<void> {
    const ticket = await this.read(id).catch(() => undefined);
    if (ticket && ticket.resumes > 0)
      await this.write(id, { ...ticket, resumes: 0 }).catch(() => undefined);
  }

  /** Never rejects: what cannot be deleted now is deleted at the next start. */
  async delete(id: string): Promise<void> {
    await this.#disk.once.rm(this.#getPath(id), { force: true }).catch(() => undefined);
  }

  /**
   * Deletes the tickets of generations that were deleted from this library: the records of others are
   * elsewhere. A new one may belong to a window that is about to write the record. Never rejects.
   * @param now milliseconds since the epoch
   * @param listRecordIds returns the ids of all records of the library
   */
  async deleteStale(now: number, listRecordIds: () => Promise<readonly string[]>): Promise<void> {
    try {
      const staleIds: string[] = [];
      const libraryIds = await this.#readLibraryIds();
      for (const id of await this.listIds()) {
        const { mtimeMs } = await statOrMissing(this.#disk.once, this.#getPath(id));
        if (mtimeMs + staleAgeMs >= now) continue;
        const libraryId = (await this.read(id))?.libraryId;
        if (libraryId === undefined || libraryIds.includes(libraryId)) staleIds.push(id);
      }
      if (staleIds.length === 0) return;
      const recordIds = new Set(await listRecordIds());
      for (const id of staleIds) if (!recordIds.has(id)) await this.delete(id);
    } catch {
      // The next start tries again.
    }
  }

  /**
   * Deletes the temporary files of a generation, which no window is running. Never rejects.
   */
  async deleteTempFiles(id: string): Promise<void> {
    await removeTempFiles(this.#disk.once, this.#folder, id).catch(() => undefined);
  }

  #getPath(id: string): string {
    return join(this.#folder, id + extension);
  }
}

/** A ticket for a generation that the user starts or takes over, together with its URLs. */
export function createTicket(record: GenerationRecord, stage: Ticket['stage']): Ticket {
  return addUrls({ digest: computeDigest(record), stage, resumes: 0 }, record);
}

/** The ticket of a generation whose image URLs were received here. */
export function addUrls(ticket: Ticket, record: GenerationRecord): Ticket {
  const urlsDigest = computeUrlsDigest(record);
  return { ...ticket, ...(urlsDigest !== undefined && { urlsDigest }) };
}

/** Whether a ticket belongs to what a record would send, and where. */
export function isTicketOf(ticket: Ticket | undefined, record: GenerationRecord): boolean {
  return ticket?.digest === computeDigest(record);
}

/** Whether the image URLs of a record are those of the ticket; only they may be downloaded first. */
export function hasUrlsOf({ urlsDigest }: Ticket, record: GenerationRecord): boolean {
  return urlsDigest !== undefined && urlsDigest === computeUrlsDigest(record);
}

/** By what the file of the record keeps. */
function computeDigest(record: GenerationRecord): string {
  const { provider, customProvider, request } = boundRecord(record);
  const custom = customProvider && createCustomProvider(customProvider);
  const service = [provider, custom?.origin, custom?.path, custom?.auth, custom?.modelName];
  return hash([service, request]);
}

function computeUrlsDigest(record: GenerationRecord): string | undefined {
  const { task, resultUrls } = boundRecord(record);
  return resultUrls && hash([task?.taskId, resultUrls.imageUrls]);
}

function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
