import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { ReferencedImage } from '../../languages/index.ts';
import { findPlacesFor } from '../choosePlace.ts';
import type { InsertOptions } from '../insertOptions.ts';
import { getEol } from './documents.ts';

/** An image in an untitled document. */
interface UntitledImage {
  readonly file: vscode.Uri;
  readonly reference: ReferencedImage;
}

/** Called when an untitled document was saved. */
export type OnDidSaveUntitled = (from: vscode.Uri, to: vscode.Uri) => Promise<void>;

/** Between the save of the new file and the end of the untitled document, in milliseconds. */
const maxSaveDurationMs = 10_000;

/**
 * Corrects the paths of images that were inserted into an untitled document when it is saved for the first time,
 * because they are relative to where it is saved. VS Code saves a new document, and then closes the untitled one.
 */
export class UntitledDocuments implements vscode.Disposable {
  readonly #images = new Map<string, UntitledImage[]>();
  readonly #readSettings: InsertOptions['readSettings'];
  readonly #onDidSave: OnDidSaveUntitled;
  readonly #onError: (error: unknown) => void;
  readonly #subscription: vscode.Disposable;
  #lastSaved: { readonly document: vscode.TextDocument; readonly at: number } | undefined;

  constructor(
    readSettings: InsertOptions['readSettings'],
    onDidSave: OnDidSaveUntitled,
    onError: (error: unknown) => void,
  ) {
    this.#readSettings = readSettings;
    this.#onDidSave = onDidSave;
    this.#onError = onError;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.#images.size > 0) this.#lastSaved = { document, at: Date.now() };
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.isUntitled) this.#handleClose(document).catch(this.#onError);
      }),
    );
  }

  /** Tracks images that were inserted into an untitled document. */
  add({ uri }: vscode.TextDocument, images: readonly UntitledImage[]): void {
    const key = uri.toString();
    this.#images.set(key, [...(this.#images.get(key) ?? []), ...images]);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #handleClose({ uri }: vscode.TextDocument): Promise<void> {
    const images = this.#images.get(uri.toString());
    this.#images.delete(uri.toString());
    const saved = this.#lastSaved;
    if (!images || !saved || Date.now() - saved.at > maxSaveDurationMs) return;
    const { document } = saved;
    const { findLanguage, mentionsFile, plainText, replacePath } =
      await import('../../languages/index.ts');
    const language = findLanguage(document.languageId, document.fileName) ?? plainText;
    const mentioned = images.filter(({ file }) =>
      mentionsFile(document.getText(), posix.basename(file.path), language),
    );
    // Another document was saved, and this one was closed without being saved.
    if (mentioned.length === 0) return;
    await this.#onDidSave(uri, document.uri);
    const { places } = await findPlacesFor(document, this.#readSettings(document));
    const [place] = places;
    const edit = new vscode.WorkspaceEdit();
    for (const { file, reference } of mentioned) {
      const description = place?.describe(file);
      if (!description || description.path === reference.path) continue;
      const corrected = { ...reference, ...description };
      const text = document.getText();
      for (const each of replacePath(text, reference.path, corrected, language, getEol(document))) {
        const range = new vscode.Range(
          document.positionAt(each.start),
          document.positionAt(each.end),
        );
        edit.replace(document.uri, range, each.text);
      }
    }
    if (edit.size === 0) return;
    if (await vscode.workspace.applyEdit(edit)) await document.save();
  }
}
