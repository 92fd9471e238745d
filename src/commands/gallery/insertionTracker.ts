import { posix } from 'node:path';
import type * as vscode from 'vscode';
import {
  findStaleInsertions,
  getRecordedDocument,
  InsertionHistory,
  UntitledDocuments,
  type DroppedImages,
  type InsertedFile,
  type InsertedImages,
  type Place,
} from '../../insert/index.ts';
import { readInsertSettings } from '../../host/settings/settings.ts';
import type { Library } from '../../library/library.ts';
import type { GenerationRecord, LibraryImage } from '../../library/record.ts';
import type { Log } from '../../host/ui/log.ts';

type Insertion = NonNullable<GenerationRecord['insertions']>[number];

/** Milliseconds in which a generation is not verified again, such as while the user scrolls. */
const verifyIntervalMs = 3000;

/** Keeps the records of where images were inserted up to date. */
export class InsertionTracker implements vscode.Disposable {
  readonly #library: Pick<Library, 'getMany' | 'update'>;
  readonly #history: InsertionHistory;
  readonly #untitled: UntitledDocuments;
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
    const uri = getRecordedDocument(document).toString();
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
    });
    if (document.isUntitled) {
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

  /** An untitled document was saved. */
  async #move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    this.#history.move(from, to);
    for (const each of this.#insertions) {
      if (each.insertion.uri !== from.toString()) continue;
      await this.#withdraw(each);
      each.insertion = { ...each.insertion, uri: to.toString() };
      await this.#record(each);
    }
  }
}

/** Whether a file was there before, in a folder that was not chosen for it. */
function isReused({ file, created }: InsertedFile, { folder }: Place): boolean {
  return !created && posix.dirname(file.path) !== folder.path;
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
