import * as vscode from 'vscode';

/** The oldest ones are forgotten. */
const maxDocuments = 100;

/** Documents that are not open, and may refer to an image that was inserted: they were closed or created since. */
export class RecentDocuments implements vscode.Disposable {
  readonly #uris = new Map<string, vscode.Uri>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#add(uri);
      }),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => {
        this.#add(uri);
      }),
      vscode.workspace.onDidCreateFiles(({ files }) => {
        for (const uri of files) this.#add(uri);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { newUri } of files) this.#add(newUri);
      }),
    );
  }

  /** The latest one first. Some may be open again, or deleted, or folders. */
  list(): vscode.Uri[] {
    return [...this.#uris.values()].reverse();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #add(uri: vscode.Uri): void {
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return;
    const key = uri.toString();
    this.#uris.delete(key);
    this.#uris.set(key, uri);
    const [oldest] = this.#uris.keys();
    if (this.#uris.size > maxDocuments && oldest !== undefined) this.#uris.delete(oldest);
  }
}
