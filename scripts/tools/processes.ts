import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { registerCleanup } from './cleanup.ts';

const killDelayMs = 3000;

/** Options of a process. `env` is added to our own environment. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: boolean;
}

/** A process that runs in the background until it is stopped. */
export interface BackgroundProcess {
  /** Everything it has written to stdout and stderr so far. */
  log(): string;
  /**
   * Resolves with the first match in its output. Rejects with the log if it exits or exceeds the
   * timeout.
   */
  waitFor(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray>;
  /** Resolves when it has exited. */
  readonly exited: Promise<unknown>;
  /** Stops it and everything it started. */
  stop(): Promise<void>;
}

/** Starts a process in its own process group. It is killed when this process exits. */
export function startBackgroundProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): BackgroundProcess {
  const child = spawn(command, args, {
    ...toSpawnOptions(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const unregisterCleanup = registerCleanup(() => {
    killProcessGroup(child, 'SIGKILL');
  });
  let log = '';
  const listeners = new Set<() => void>();
  const append = (text: string): void => {
    log += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', append);
  child.stderr.setEncoding('utf8').on('data', append);
  child.on('error', (error) => {
    append(`${error.message}\n`);
  });

  return {
    log: () => log,
    exited: once(child, 'close'),
    waitFor: (pattern, timeoutMs) =>
      new Promise((resolve, reject) => {
        const settle = (complete: () => void): void => {
          clearTimeout(timer);
          listeners.delete(checkOutput);
          child.off('close', onClose);
          complete();
        };
        const fail = (reason: string): void => {
          settle(() => {
            reject(new Error(`${command} ${reason}:\n${log}`));
          });
        };
        const checkOutput = (): void => {
          const match = pattern.exec(log);
          if (match) {
            settle(() => {
              resolve(match);
            });
          }
        };
        const onClose = (): void => {
          fail('exited before it was ready');
        };
        const timer = setTimeout(() => {
          fail(`was not ready after ${timeoutMs / 1000} s`);
        }, timeoutMs);
        listeners.add(checkOutput);
        child.on('close', onClose);
        checkOutput();
      }),
    stop: async () => {
      if (hasExited(child)) return;
      const closed = once(child, 'close');
      killProcessGroup(child, 'SIGTERM');
      const killTimer = setTimeout(() => {
        killProcessGroup(child, 'SIGKILL');
      }, killDelayMs);
      await closed;
      clearTimeout(killTimer);
      // Also kill what the process left running in its group.
      killProcessGroup(child, 'SIGKILL');
      unregisterCleanup();
    },
  };
}

/** Runs a command in our terminal. Resolves with its exit code, or 1 if a signal ended it. */
export async function runInForeground(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<number> {
  const child = spawn(command, args, { ...toSpawnOptions(options), stdio: 'inherit' });
  const unregisterCleanup = registerCleanup(() => {
    child.kill('SIGTERM');
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    unregisterCleanup();
  }
}

/** Runs a command silently. Returns its output. Throws with the output if it fails. */
export async function runSilently(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const { code, output } = await captureOutput(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  return output;
}

/**
 * Runs a command silently. Resolves with its output and its exit code, or 1 if a signal ended it.
 */
export async function captureOutput(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    ...toSpawnOptions(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const unregisterCleanup = registerCleanup(() => {
    child.kill('SIGTERM');
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, output };
  } finally {
    unregisterCleanup();
  }
}

function toSpawnOptions({ env, ...rest }: ProcessOptions): SpawnOptions {
  return { ...rest, env: { ...process.env, ...env } };
}

function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function killProcessGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group has already exited.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
