import { posix } from 'node:path';
import * as vscode from 'vscode';
import { fileExists, removeFile, restoreFile, type InsertedFile } from '../imageFiles.ts';
import { moveUri } from './documents.ts';
import { RecentDocuments } from './recentDocuments.ts';
import { isReferredTo } from './references.ts';

/** Images in a document, and the callback for when Undo removes them and Redo restores them. */
export interface TrackedInsertion {
  readonly files: readonly InsertedFile[];
  /** Whether a text mentions a file with this name or path. */
  readonly mentions: (text: string, name: string) => boolean;
  /** @param isPresent whether the document refers to the files again */
  readonly onDidChange: (isPresent: boolean) => Promise<void>;
  /** Called if Redo cannot restore a file, because the library no longer has the image. */
  readonly onDidMiss: () => void;
  /** Whether a document that may not be open refers to a file, such as one of another window. */
  readonly isUsed: (file: vscode.Uri) => Promise<boolean>;
}

interface Entry extends TrackedInsertion {
  /** These change when something is moved. */
  files: readonly InsertedFile[];
  document: string;
  isPresent: boolean;
}

/** The oldest insertions are forgotten: their files stay when they are undone. */
const maxEntries = 200;

/**
 * Deletes the file of an insertion when Undo takes its reference away, and writes it again on Redo.
 *
 * VS Code could do both if a `WorkspaceEdit` created the file together with the text. But then an image of 30 MB
 * travels to the window and back (12 seconds in a remote window, in which the extension host does not respond) and
 * stays in its memory, and Undo deletes a file even if another document refers to it or it has changed.
 */
export class InsertionHistory implements vscode.Disposable {
  readonly #entries: Entry[] = [];
  readonly #onError: (error: unknown) => void;
  readonly #recent = new RecentDocuments();
  readonly #subscription: vscode.Disposable;
  /** The URIs of the files that Undo deleted. */
  readonly #removed = new Set<string>();
  /** Queue of file operations. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.reason !== undefined) this.#update(event.document);
    });
  }

  /** Tracks images that were inserted into a document. */
  add(document: vscode.Uri, insertion: TrackedInsertion): void {
    const entry = { ...insertion, document: document.toString(), isPresent: true };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries.shift();
    // While it found the file of another insertion, that may have been undone.
    this.#enqueue(async () => {
      const isRemoved = entry.files.some(({ file }) => this.#removed.has(file.toString()));
      if (isRemoved) await this.#applyFiles(entry);
    });
  }

  /** A document was moved, or a folder, or an untitled document was saved. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    for (const entry of this.#entries) {
      const moved = moveUri(vscode.Uri.parse(entry.document), from, to);
      if (moved) entry.document = moved.toString();
      entry.files = entry.files.map((each) => moveFile(each, from, to));
    }
  }

  /** The user has removed the references to a file by hand. It stays, and Undo brings them back. */
  setAbsent(document: string, file: string | undefined): void {
    const { path } = vscode.Uri.parse(document);
    for (const entry of this.#entries) {
      const isOf = entry.files.some((each) => each.file.toString() === file);
      // The path of a cell is that of its notebook.
      if (isOf && vscode.Uri.parse(entry.document).path === path) entry.isPresent = false;
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#recent.dispose();
  }

  /** After Undo or Redo in a document. */
  #update(document: vscode.TextDocument): void {
    const entries = this.#entries.filter((each) => each.document === document.uri.toString());
    if (entries.length === 0) return;
    const text = document.getText();
    for (const entry of entries) {
      const isPresent = entry.files.some(({ file }) => entry.mentions(text, getName(file)));
      if (entry.isPresent === isPresent) continue;
      entry.isPresent = isPresent;
      this.#enqueue(() => this.#apply(entry));
    }
  }

  #enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue.then(task).catch(this.#onError);
  }

  async #apply(entry: Entry): Promise<void> {
    try {
      await this.#applyFiles(entry);
    } finally {
      await entry.onDidChange(entry.isPresent);
    }
  }

  async #applyFiles(entry: Entry): Promise<void> {
    for (const { file } of entry.files) {
      const uses = this.#entries.flatMap(({ files, isPresent }) =>
        files.filter((each) => isSame(each.file, file)).map((each) => ({ ...each, isPresent })),
      );
      const created = uses.find((each) => each.created);
      if (!created) continue;
      if (uses.some(({ isPresent }) => isPresent)) {
        this.#removed.delete(file.toString());
        if (!(await restoreFile(created))) entry.onDidMiss();
      } else if (await this.#canRemove(created, entry)) {
        this.#removed.add(file.toString());
        await removeFile(created, this.#findCreatedFolder(file));
      }
    }
  }

  /** Whether nothing else refers to a file, and Redo can restore it. */
  async #canRemove({ file, source }: InsertedFile, entry: Entry): Promise<boolean> {
    const { mentions, isUsed } = entry;
    if (!(await fileExists(source))) return false;
    return !(await isReferredTo(file, mentions, this.#recent.list())) && !(await isUsed(file));
  }

  /** The topmost folder that was created for a file, or before it for another one. */
  #findCreatedFolder(file: vscode.Uri): vscode.Uri | undefined {
    return this.#entries
      .flatMap(({ files }) => files.map(({ created }) => created?.folder))
      .find((folder) => folder && file.toString().startsWith(`${folder.toString()}/`));
  }
}

/** The document mentions a file by its name, so that one with a new name is not followed. */
function moveFile(inserted: InsertedFile, from: vscode.Uri, to: vscode.Uri): InsertedFile {
  const { file, created } = inserted;
  const moved = moveUri(file, from, to);
  if (!moved || getName(moved) !== getName(file)) return inserted;
  const folder = created?.folder && (moveUri(created.folder, from, to) ?? created.folder);
  return {
    ...inserted,
    file: moved,
    ...(created && { created: { ...created, ...(folder && { folder }) } }),
  };
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

function getName({ path }: vscode.Uri): string {
  return posix.basename(path);
}
