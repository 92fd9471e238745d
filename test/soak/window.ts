import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Life } from './life.ts';

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A window's process, seen from outside. */
export class Window {
  readonly life: Life;
  /** Ids of the generations whose record it has promised to be on disk. */
  readonly begun: string[] = [];
  /** Resolves when it has begun to work, or has ended before. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<void>;
  /** Milliseconds since the epoch before which it was surely alive, once it was killed. */
  killedAt: number | undefined;
  /** What it said when it died, or what it died of. */
  lastWords = '';

  constructor(life: Life) {
    this.life = life;
    this.#child = spawn(process.execPath, [worker, JSON.stringify(life)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.lastWords += chunk.toString();
    });
    this.#ended = once(this.#child, 'close').then(() => undefined);
    const lines = createInterface(this.#child.stdout).on('line', (line) => {
      const [word, id] = line.split(' ');
      if (word === 'begun' && id !== undefined) this.begun.push(id);
    });
    this.ready = Promise.race([once(lines, 'line').then(() => undefined), this.#ended]);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Whether it was killed, or has killed itself. Throws when it broke down by itself. */
  get hasDied(): boolean {
    if (this.isAlive || this.#child.exitCode === 0) return false;
    assert.equal(this.#child.signalCode, 'SIGKILL', this.lastWords);
    return true;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    assert.ok(this.isAlive, this.lastWords);
    this.killedAt = Date.now();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Closes it as a user does. One that is to kill itself may do so now. */
  async close(): Promise<void> {
    await this.ready;
    assert.ok(this.isAlive, this.lastWords);
    this.#child.kill('SIGTERM');
    await this.#ended;
    const closed = this.#child.exitCode === 0 || (this.life.death && this.hasDied);
    assert.ok(closed, this.lastWords);
  }

  /** Leaves nothing behind, whatever has happened. */
  async dispose(): Promise<void> {
    if (this.isAlive) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
