import { posix } from 'node:path';
import * as vscode from 'vscode';
import {
  findStaleInsertions,
  getDocumentUri,
  InsertionHistory,
  isUntitled,
  moveUri,
  UntitledDocuments,
  type DroppedImages,
  type InsertedFile,
  type InsertedImages,
  type Place,
} from '../../insert/index.ts';
import { readInsertSettings } from '../../host/settings/settings.ts';
import { showError } from '../../host/ui/notifications.ts';
import type { Library } from '../../library/library.ts';
import type { GenerationRecord, LibraryImage } from '../../library/record.ts';
import type { Log } from '../../host/ui/log.ts';
import { formatObstacle } from './insertMessages.ts';

type Insertion = NonNullable<GenerationRecord['insertions']>[number];

/** Milliseconds in which a generation is not verified again, such as while the user scrolls. */
const verifyIntervalMs = 3000;

/** Keeps the records of where images were inserted up to date. */
export class InsertionTracker implements vscode.Disposable {
  readonly #library: Pick<Library, 'getMany' | 'update'>;
  readonly #history: InsertionHistory;
  readonly #untitled: UntitledDocuments;
  readonly #subscription: vscode.Disposable;
  /** When the insertions of a generation were verified last, in milliseconds since the epoch. */
  readonly #verifyTimes = new Map<string, number>();
  /** Of this window, with their generations. */
  readonly #insertions: { readonly id: string; insertion: Insertion }[] = [];

  constructor(library: Pick<Library, 'getMany' | 'update'>, log: Pick<Log, 'error'>) {
    const onError = (error: unknown) => {
      log.error(error);
    };
    this.#library = library;
    this.#history = new InsertionHistory(onError);
    this.#untitled = new UntitledDocuments(
      readInsertSettings,
      (from, to) => this.#move(from, to),
      onError,
    );
    this.#subscription = vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) this.#move(oldUri, newUri).catch(onError);
    });
  }

  /** Records that images were inserted into a document. Undo, Redo, and the first save change that. */
  async add(
    images: readonly LibraryImage[],
    {
      document,
      files,
      references,
      place,
    }: Pick<InsertedImages | DroppedImages, 'document' | 'files' | 'references' | 'place'>,
  ): Promise<void> {
    const { mentionsFile } = await import('../../languages/index.ts');
    const uri = getDocumentUri(document).toString();
    const added = images.flatMap(({ record }, index) => {
      const inserted = files[index];
      if (!inserted) return [];
      const file = inserted.file.toString();
      const rule = isReused(inserted, place) ? 'existingFile' : place.rule;
      return [{ id: record.id, insertion: { uri, at: Date.now(), file, rule } }];
    });
    this.#insertions.push(...added);
    this.#history.add(document.uri, {
      files,
      mentions: (text, name) => mentionsFile(text, name, undefined),
      onDidChange: async (isPresent) => {
        for (const each of added) await (isPresent ? this.#record(each) : this.#withdraw(each));
      },
      onDidMiss: () => void showError(formatObstacle('missing')),
      isUsed: (file) => this.#isUsed(file, added),
    });
    if (isUntitled(document)) {
      const untitledImages = files.flatMap(({ file }, index) => {
        const reference = references[index];
        return reference ? [{ file, reference }] : [];
      });
      this.#untitled.add(document, untitledImages);
    }
    for (const each of added) await this.#record(each);
  }

  /** Removes from these records the insertions whose documents no longer show the images, one record after another. */
  async verify(ids: readonly string[]): Promise<void> {
    const now = Date.now();
    const due = ids.filter((id) => now - (this.#verifyTimes.get(id) ?? 0) > verifyIntervalMs);
    for (const id of due) this.#verifyTimes.set(id, now);
    for (const { id, insertions = [] } of await this.#library.getMany(due)) {
      const stale = await findStaleInsertions(insertions);
      if (stale.length === 0) continue;
      for (const { uri, file } of stale) this.#history.setAbsent(uri, file);
      await this.#library.update(id, (record) =>
        filterInsertions(record, (each) => !stale.some((other) => isSame(each, other))),
      );
    }
  }

  dispose(): void {
    this.#history.dispose();
    this.#untitled.dispose();
    this.#subscription.dispose();
  }

  async #record({ id, insertion }: { id: string; insertion: Insertion }): Promise<void> {
    await this.#library.update(id, (record) => {
      const { insertions = [] } = record;
      // Undo and Redo in quick succession bring back what is still there.
      if (insertions.some((each) => isSame(each, insertion))) return record;
      return { ...record, insertions: [...insertions, insertion] };
    });
  }

  async #withdraw({ id, insertion }: { id: string; insertion: Insertion }): Promise<void> {
    await this.#library.update(id, (record) =>
      filterInsertions(record, (each) => !isSame(each, insertion)),
    );
  }

  /** Whether another insertion that a record lists, such as one of another window, still refers to a file. */
  async #isUsed(
    file: vscode.Uri,
    added: readonly { readonly id: string; readonly insertion: Insertion }[],
  ): Promise<boolean> {
    for (const id of new Set(added.map((each) => each.id))) {
      // Reads the record from the disk.
      const record = await this.#library.update(id, (each) => each);
      const others = (record?.insertions ?? []).filter(
        (each) =>
          each.file === file.toString() && !added.some(({ insertion }) => isSame(each, insertion)),
      );
      if ((await findStaleInsertions(others)).length < others.length) return true;
    }
    return false;
  }

  /** A document, an image, or a folder was moved, or an untitled document was saved. */
  async #move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    this.#history.move(from, to);
    for (const each of this.#insertions) {
      const { id, insertion } = each;
      const { uri, file } = insertion;
      const moved = {
        ...insertion,
        uri: move(uri, from, to),
        ...(file !== undefined && { file: move(file, from, to) }),
      };
      if (isSame(moved, insertion)) continue;
      each.insertion = moved;
      await this.#library.update(id, (record) => ({
        ...record,
        ...(record.insertions && {
          insertions: record.insertions.map((other) => (isSame(other, insertion) ? moved : other)),
        }),
      }));
    }
  }
}

/** Whether a file was there before, in a folder that was not chosen for it. */
function isReused({ file, created }: InsertedFile, { folder }: Place): boolean {
  return !created && posix.dirname(file.path) !== folder.path;
}

function move(uri: string, from: vscode.Uri, to: vscode.Uri): string {
  return (moveUri(vscode.Uri.parse(uri), from, to) ?? uri).toString();
}

function isSame(a: Insertion, b: Insertion): boolean {
  return a.uri === b.uri && a.at === b.at && a.file === b.file;
}

function filterInsertions(
  record: GenerationRecord,
  keeps: (insertion: Insertion) => boolean,
): GenerationRecord {
  const { insertions = [], ...rest } = record;
  const kept = insertions.filter(keeps);
  return kept.length > 0 ? { ...rest, insertions: kept } : rest;
}
