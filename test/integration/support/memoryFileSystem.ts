import { posix } from 'node:path';
import * as vscode from 'vscode';

/** A file system in memory, like that of a virtual workspace. It is empty at first. */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set(['/']);

  /** The paths of all files, sorted. */
  get paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const content = this.#files.get(uri.path);
    if (!content && !this.#folders.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    const type = content ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: content?.length ?? 0 };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const content = this.#files.get(uri.path);
    if (!content) throw vscode.FileSystemError.FileNotFound(uri);
    return content;
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (this.#files.has(uri.path)) throw vscode.FileSystemError.FileNotADirectory(uri);
    if (!this.#folders.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    const namesIn = (paths: Iterable<string>) =>
      [...paths]
        .filter((path) => path !== '/' && posix.dirname(path) === uri.path)
        .map((path) => posix.basename(path));
    return [
      ...namesIn(this.#folders).map((name): [string, vscode.FileType] => [
        name,
        vscode.FileType.Directory,
      ]),
      ...namesIn(this.#files.keys()).map((name): [string, vscode.FileType] => [
        name,
        vscode.FileType.File,
      ]),
    ];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(uri: vscode.Uri): void {
    if (!this.#folders.has(posix.dirname(uri.path))) throw vscode.FileSystemError.FileNotFound(uri);
    this.#folders.add(uri.path);
  }

  writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    { create, overwrite }: { create: boolean; overwrite: boolean },
  ): void {
    const exists = this.#files.has(uri.path);
    if (!this.#folders.has(posix.dirname(uri.path)) || (!exists && !create))
      throw vscode.FileSystemError.FileNotFound(uri);
    if (exists && create && !overwrite) throw vscode.FileSystemError.FileExists(uri);
    this.#files.set(uri.path, content);
  }

  delete(uri: vscode.Uri): void {
    if (!this.#files.delete(uri.path) && !this.#folders.delete(uri.path))
      throw vscode.FileSystemError.FileNotFound(uri);
  }

  rename(uri: vscode.Uri, to: vscode.Uri): void {
    this.#files.set(to.path, this.readFile(uri));
    this.#files.delete(uri.path);
  }
}
