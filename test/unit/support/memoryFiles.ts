import { EventEmitter } from 'node:events';
import type { FSWatcher } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

interface FileNode {
  readonly type: 'file';
  bytes: Buffer;
  mtimeMs: number;
}

interface FolderNode {
  readonly type: 'folder';
  readonly children: Map<string, Node>;
  mtimeMs: number;
}

type Node = FileNode | FolderNode;
type WatchListener = (event: string, name: string | null) => void;

/**
 * Files and folders in memory, with the results and the error codes of Node on Linux. Everything is
 * synchronous; `MemoryDisk` has the calls of a process.
 */
export class MemoryFiles {
  readonly #now: () => number;
  readonly #root: FolderNode;
  readonly #watchers = new Map<string, Set<WatchListener>>();

  /** @param now the time for modification times, in milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
    this.#root = { type: 'folder', children: new Map(), mtimeMs: now() };
  }

  /** The paths of all files, in the order of their creation in each folder. */
  list(folder = resolve('/')): string[] {
    const found: string[] = [];
    const visit = (node: Node, path: string) => {
      if (node.type === 'file') found.push(path);
      else for (const [name, child] of node.children) visit(child, resolve(path, name));
    };
    const start = this.#find(folder);
    if (start) visit(start, resolve(folder));
    return found;
  }

  /** The content of a file; `undefined` if it does not exist. */
  peek(path: string): Buffer | undefined {
    const node = this.#find(path);
    return node?.type === 'file' ? node.bytes : undefined;
  }

  createFolder(path: string, isRecursive: boolean): string | undefined {
    const existing = this.#find(path);
    if (existing) {
      if (isRecursive && existing.type === 'folder') return undefined;
      throw fileError('EEXIST', 'mkdir', path);
    }
    const parentPath = dirname(resolve(path));
    const firstCreated = isRecursive ? this.createFolder(parentPath, true) : undefined;
    const folder: FolderNode = { type: 'folder', children: new Map(), mtimeMs: this.#now() };
    this.#getParent(path, 'mkdir').children.set(basename(path), folder);
    this.#notify('rename', path);
    return isRecursive ? (firstCreated ?? resolve(path)) : undefined;
  }

  /** Opens a file; the node stays valid when the file is renamed or deleted. */
  open(path: string, flags: string): FileNode {
    const parent = this.#getParent(path, 'open');
    const existing = this.#find(path);
    if (existing && flags.includes('x')) throw fileError('EEXIST', 'open', path);
    if (existing?.type === 'folder') throw fileError('EISDIR', 'open', path);
    if (existing) {
      if (flags.startsWith('w')) this.write(existing, Buffer.alloc(0), 0, path, true);
      return existing;
    }
    if (flags.startsWith('r')) throw fileError('ENOENT', 'open', path);
    const file: FileNode = { type: 'file', bytes: Buffer.alloc(0), mtimeMs: this.#now() };
    parent.children.set(basename(path), file);
    this.#notify('rename', path);
    return file;
  }

  /** Writes bytes into an open file. */
  write(file: FileNode, bytes: Uint8Array, position: number, path: string, truncate = false): void {
    const kept = truncate ? 0 : file.bytes.length;
    const changed = Buffer.alloc(Math.max(kept, position + bytes.length));
    if (!truncate) changed.set(file.bytes);
    changed.set(bytes, position);
    file.bytes = changed;
    file.mtimeMs = this.#now();
    this.#notify('change', path);
  }

  read(path: string): Buffer {
    const node = this.#get(path, 'open');
    if (node.type === 'folder') throw fileError('EISDIR', 'read', path);
    return node.bytes;
  }

  readFolder(path: string): string[] {
    const node = this.#get(path, 'scandir');
    if (node.type === 'file') throw fileError('ENOTDIR', 'scandir', path);
    return [...node.children.keys()];
  }

  rename(from: string, to: string): void {
    const node = this.#get(from, 'rename');
    const target = this.#getParent(to, 'rename');
    const existing = this.#find(to);
    if (existing === node) return;
    if (existing && node.type === 'file' && existing.type === 'folder')
      throw fileError('EISDIR', 'rename', from);
    if (existing && node.type === 'folder') {
      if (existing.type === 'file') throw fileError('ENOTDIR', 'rename', from);
      if (existing.children.size > 0) throw fileError('ENOTEMPTY', 'rename', from);
    }
    this.#getParent(from, 'rename').children.delete(basename(from));
    target.children.set(basename(to), node);
    this.#notify('rename', from);
    this.#notify('rename', to);
  }

  remove(path: string, isRecursive: boolean, isForced: boolean): void {
    const node = this.#find(path);
    if (!node) {
      if (isForced) return;
      throw fileError('ENOENT', 'rm', path);
    }
    if (node.type === 'folder' && !isRecursive) throw fileError('ERR_FS_EISDIR', 'rm', path);
    this.#getParent(path, 'rm').children.delete(basename(path));
    this.#notify('rename', path);
  }

  stat(path: string) {
    const node = this.#get(path, 'stat');
    return {
      size: node.type === 'file' ? node.bytes.length : 0,
      mtimeMs: node.mtimeMs,
      mtime: new Date(node.mtimeMs),
      mode: 0,
      isSymbolicLink: () => false,
      isFile: () => node.type === 'file',
      isDirectory: () => node.type === 'folder',
    };
  }

  setModificationTime(path: string, mtimeMs: number): void {
    this.#get(path, 'utime').mtimeMs = mtimeMs;
    this.#notify('change', path);
  }

  watch(folder: string, listener: WatchListener): FSWatcher {
    this.#get(folder, 'watch');
    const key = resolve(folder);
    const listeners = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, listeners);
    listeners.add(listener);
    return Object.assign(new EventEmitter(), {
      close: () => void listeners.delete(listener),
      ref: () => undefined,
      unref: () => undefined,
    }) as unknown as FSWatcher;
  }

  /** Events arrive after the call that caused them. */
  #notify(event: string, path: string): void {
    const listeners = this.#watchers.get(dirname(resolve(path)));
    if (!listeners || listeners.size === 0) return;
    queueMicrotask(() => {
      for (const listener of listeners) listener(event, basename(path));
    });
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of resolve(path).split(/[\\/]/)) {
      if (name === '') continue;
      node = node.type === 'folder' ? node.children.get(name) : undefined;
      if (!node) return undefined;
    }
    return node;
  }

  #get(path: string, call: string): Node {
    const node = this.#find(path);
    if (node) return node;
    this.#getParent(path, call);
    throw fileError('ENOENT', call, path);
  }

  #getParent(path: string, call: string): FolderNode {
    const parent = this.#find(dirname(resolve(path)));
    if (!parent) throw fileError('ENOENT', call, path);
    if (parent.type === 'file') throw fileError('ENOTDIR', call, path);
    return parent;
  }
}

/** An error as the file system reports it. */
export function fileError(code: string, call: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code, syscall: call, path });
}
