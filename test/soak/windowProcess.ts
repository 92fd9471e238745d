import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { WindowOptions } from './windowOptions.ts';

const workerPath = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A window's process, seen from outside. */
export class WindowProcess {
  readonly options: WindowOptions;
  /** Ids of the generations whose record it has promised to be on disk. */
  readonly startedIds: string[] = [];
  /** Resolves when it has begun to work, or has ended before. */
  readonly whenReady: Promise<void>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<void>;
  /** Milliseconds since the epoch before which it was surely alive, once it was killed. */
  killedAt: number | undefined;
  /** What it said when it died, or what it died of. */
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

  /** Whether it was killed, or has killed itself. Throws when it broke down by itself. */
  get hasDied(): boolean {
    if (this.isAlive || this.#child.exitCode === 0) return false;
    assert.equal(this.#child.signalCode, 'SIGKILL', this.output);
    return true;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    assert.ok(this.isAlive, this.output);
    this.killedAt = Date.now();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Closes it as a user does. One that is to kill itself may do so now. */
  async close(): Promise<void> {
    await this.whenReady;
    assert.ok(this.isAlive, this.output);
    this.#child.kill('SIGTERM');
    await this.#ended;
    const isClosed = this.#child.exitCode === 0 || (this.options.crashPoint && this.hasDied);
    assert.ok(isClosed, this.output);
  }

  /** Leaves nothing behind, whatever has happened. */
  async dispose(): Promise<void> {
    if (this.isAlive) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
