import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { createTemporaryFolder } from '../../scripts/tools/cleanup.ts';
import { resolveProjectPath } from '../../scripts/tools/paths.ts';
import { isUnfinished, type GenerationRecord } from '../../src/library/record.ts';
import type { RequestEntry } from '../gateway/control/controlApi.ts';
import { LibraryOnDisk } from '../soak/libraryOnDisk.ts';
import { countKill } from '../soak/counters.ts';
import { eventually, openBeside, type VsCodeWindow } from '../ui/driver/index.ts';
import type { Service } from '../ui/support/simulatedService.ts';
import { CrashPointFile, type CrashPoint } from './crashPoint.ts';
import type { CrashStep } from './crashSteps.ts';

const preload = pathToFileURL(resolveProjectPath('test/kill/crashPreload.ts')).href;
/** Time after which nothing more can happen. */
const idleTimeoutMs = 60_000;

const submitBodySchema = v.object({ prompt: v.string() });
const leaseSchema = v.pipe(v.string(), v.parseJson(), v.object({ pid: v.number() }));

/**
 * A VS Code whose extension hosts can be killed at a step, and the library that they leave behind.
 */
export class VsCodeSandbox {
  readonly service: Service;
  /** The window that was opened first. */
  readonly window: VsCodeWindow;
  readonly #windows: VsCodeWindow[];
  readonly library: LibraryOnDisk;
  readonly #crashPointFile: CrashPointFile;

  private constructor(service: Service, window: VsCodeWindow, crashPointFile: CrashPointFile) {
    this.service = service;
    this.window = window;
    this.#windows = [window];
    this.library = new LibraryOnDisk(join(window.storage, 'library'));
    this.#crashPointFile = crashPointFile;
  }

  /** Opens the first window. */
  static async open(service: Service): Promise<VsCodeSandbox> {
    const crashPointFile = new CrashPointFile(
      join(createTemporaryFolder('jimeng-crash-point'), 'crash-point.json'),
    );
    const env = { ...service.environment, JIMENG_CRASH_POINT: crashPointFile.path };
    const window = await service.open({ preload, env });
    await window.editor.open('README.md');
    return new VsCodeSandbox(service, window, crashPointFile);
  }

  /** Opens another window, with its own extension host, on the same library. */
  async openSecondWindow(): Promise<VsCodeWindow> {
    const window = await openBeside(this.window);
    this.#windows.push(window);
    await window.editor.open('README.md');
    return window;
  }

  /** Starts a generation as a user does. */
  async startGeneration(window: VsCodeWindow, prompt: string): Promise<void> {
    await window.editor.focus();
    await window.startGeneration(prompt);
  }

  /** Starts a generation in a window whose extension host crashes at this step. */
  async startAndCrash(
    window: VsCodeWindow,
    prompt: string,
    { crashPoint, fault, latencyMs = 1500 }: CrashStep,
  ): Promise<void> {
    // Unless the crash point is a write of the record, the step could be that of another
    // generation.
    if (crashPoint === 'submit' || !crashPoint.contains) await this.waitUntilIdle();
    const { killed } = this.countHosts();
    await this.service.gateway.configure({ latencyMs, faults: fault ? [fault] : [] });
    this.#crashPointFile.remove();
    if (crashPoint !== 'submit') this.#crashPointFile.write(crashPointFor(crashPoint, prompt));
    await this.startGeneration(window, prompt);
    if (crashPoint === 'submit') await this.#killAfterSubmit(prompt);
    await eventually(
      'the extension host to crash',
      () => this.countHosts().killed > killed,
      idleTimeoutMs,
    );
    assert.equal(this.#crashPointFile.isPending, false, 'it crashed at the crash point');
    countKill([(await this.record(prompt))?.state ?? 'no record']);
  }

  /** The record of a prompt. Throws if any record is incomplete or the prompt has several. */
  async record(prompt: string): Promise<GenerationRecord | undefined> {
    const records = [...(await this.library.records()).values()];
    const [record, ...others] = records.filter(({ request }) => request.prompt === prompt);
    assert.deepEqual(others, [], 'one record per generation');
    return record;
  }

  /** The submits that the service received for a prompt. */
  async submitsFor(prompt: string): Promise<RequestEntry[]> {
    const { submits } = await this.service.requests();
    return submits.filter(({ body }) => v.parse(submitBodySchema, body).prompt === prompt);
  }

  /** Number of running and killed extension hosts. */
  countHosts(): { alive: number; killed: number } {
    const countInLog = (logText: string) => this.window.server.log().split(logText).length - 1;
    return {
      alive:
        countInLog('Launched Extension Host Process') - countInLog('Extension Host Process exited'),
      killed: countInLog('Extension Host Process exited with code: null, signal: SIGKILL'),
    };
  }

  /** Waits until every generation has ended and no temporary files or leases are left. */
  async waitUntilIdle(): Promise<void> {
    await eventually(
      'all generations to end',
      async () => {
        const records = [...(await this.library.records()).values()];
        const leftovers = [...(await this.library.leases()), ...this.library.temporaryFiles()];
        return leftovers.length === 0 && !records.some(isUnfinished);
      },
      idleTimeoutMs,
    );
  }

  /** Waits until every window has an extension host again, and restarts them as a user would. */
  async waitForHosts(): Promise<void> {
    await eventually(
      'the extension hosts to restart',
      async () => {
        for (const window of this.#windows) await acceptRestart(window);
        return this.countHosts().alive === this.#windows.length;
      },
      idleTimeoutMs,
    );
  }

  async #killAfterSubmit(prompt: string): Promise<void> {
    await eventually('the submit', async () => (await this.submitsFor(prompt)).length > 0);
    const id = (await this.record(prompt))?.id ?? 'no record';
    const lease = (await this.library.leases()).find((name) => name.startsWith(id));
    const text = await readFile(join(this.library.folder, 'leases', lease ?? 'no lease'), 'utf8');
    process.kill(v.parse(leaseSchema, text).pid, 'SIGKILL');
  }
}

/** Restricts a crash point in a write of a record to this prompt. */
function crashPointFor(crashPoint: CrashPoint, prompt: string): CrashPoint {
  return crashPoint.contains
    ? { ...crashPoint, contains: [...crashPoint.contains, JSON.stringify(prompt)] }
    : crashPoint;
}

/** Accepts VS Code's offer to restart an extension host that has crashed too often. */
async function acceptRestart(window: VsCodeWindow): Promise<void> {
  const restartButton = window
    .notification('Remote Extension host terminated unexpectedly')
    .getByRole('button', { name: 'Restart Remote Extension Host' });
  if (!(await restartButton.isVisible())) return;
  await restartButton.click();
}
