import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { WindowOptions } from './windowOptions.ts';

const workerPath = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A window in its own process. */
export class WindowProcess {
  readonly options: WindowOptions;
  /** IDs of the generations whose record is on disk, according to the window. */
  readonly startedIds: string[] = [];
  /** Resolves when it has started to work, or has exited before. */
  readonly whenReady: Promise<void>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<void>;
  /** Time (milliseconds since the epoch) until which it was certainly alive, once it was killed. */
  killedAt: number | undefined;
  /** Its error output: the crash point or an unexpected error. */
  output = '';

  constructor(options: WindowOptions) {
    this.options = options;
    this.#child = spawn(process.execPath, [workerPath, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
    });
    this.#ended = once(this.#child, 'close').then(() => undefined);
    const lines = createInterface(this.#child.stdout).on('line', (line) => {
      const [event, id] = line.split(' ');
      if (event === 'started' && id !== undefined) this.startedIds.push(id);
    });
    this.whenReady = Promise.race([once(lines, 'line').then(() => undefined), this.#ended]);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Whether it was killed or has killed itself. Throws if it exited with an error. */
  get hasDied(): boolean {
    if (this.isAlive || this.#child.exitCode === 0) return false;
    assert.equal(this.#child.signalCode, 'SIGKILL', this.output);
    return true;
  }

  /** Kills it, like a crash. */
  async kill(): Promise<void> {
    assert.ok(this.isAlive, this.output);
    this.killedAt = Date.now();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Closes it, like a user. A window with a crash point may still crash. */
  async close(): Promise<void> {
    await this.whenReady;
    assert.ok(this.isAlive, this.output);
    this.#child.kill('SIGTERM');
    await this.#ended;
    const isClosed = this.#child.exitCode === 0 || (this.options.crashPoint && this.hasDied);
    assert.ok(isClosed, this.output);
  }

  /** Kills the process if it is still running. */
  async dispose(): Promise<void> {
    if (this.isAlive) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
