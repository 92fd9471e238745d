import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { throwAwayFolder } from '../../scripts/tools/endings.ts';
import { inProject } from '../../scripts/tools/paths.ts';
import { isUnfinished, type GenerationRecord } from '../../src/library/record.ts';
import type { RequestEntry } from '../gateway/controlApi.ts';
import { Shelf } from '../soak/shelf.ts';
import { note } from '../soak/tally.ts';
import { eventually, openBeside, type VsCodeWindow } from '../ui/driver/index.ts';
import type { Service } from '../ui/support/service.ts';
import { BlowFile, type Blow } from './blow.ts';
import type { DeadlyStep } from './steps.ts';

const preload = pathToFileURL(inProject('test/kill/mortal.ts')).href;
/** Milliseconds until it is certain that nothing more will happen. */
const patience = 60_000;

const submitted = v.object({ prompt: v.string() });
const leaseOf = v.pipe(v.string(), v.parseJson(), v.object({ pid: v.number() }));

/** A VS Code whose extension hosts can be killed at a step, and what they leave behind. */
export class World {
  readonly service: Service;
  /** The window that was opened first. */
  readonly window: VsCodeWindow;
  readonly #windows: VsCodeWindow[];
  readonly shelf: Shelf;
  readonly #blow: BlowFile;

  private constructor(service: Service, window: VsCodeWindow, blow: BlowFile) {
    this.service = service;
    this.window = window;
    this.#windows = [window];
    this.shelf = new Shelf(join(window.storage, 'library'));
    this.#blow = blow;
  }

  /** Opens the first window. */
  static async open(service: Service): Promise<World> {
    const blow = new BlowFile(join(throwAwayFolder('jimeng-blow'), 'blow.json'));
    const env = { ...service.environment, JIMENG_BLOW: blow.path };
    const window = await service.open({ preload, env });
    await window.editor.open('README.md');
    return new World(service, window, blow);
  }

  /** Opens another window, with an extension host of its own, on the same library. */
  async openAnother(): Promise<VsCodeWindow> {
    const window = await openBeside(this.window);
    this.#windows.push(window);
    await window.editor.open('README.md');
    return window;
  }

  /** Begins a generation as a user does. */
  async begin(window: VsCodeWindow, prompt: string): Promise<void> {
    await window.editor.focus();
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the image');
    await window.quickInput.paste(prompt);
    await window.quickInput.confirm();
  }

  /** Begins a generation in a window, whose extension host dies at this step of it. */
  async beginAndDie(
    window: VsCodeWindow,
    prompt: string,
    { blow, fault, latencyMs = 1500 }: DeadlyStep,
  ): Promise<void> {
    // All but a record's step could be that of another generation.
    if (blow === 'submit' || !blow.holding) await this.whenAtRest();
    const { killed } = this.hosts();
    await this.service.gateway.configure({ latencyMs, faults: fault ? [fault] : [] });
    this.#blow.remove();
    if (blow !== 'submit') this.#blow.write(ofPrompt(blow, prompt));
    await this.begin(window, prompt);
    if (blow === 'submit') await this.#killWhenSubmitted(prompt);
    await eventually('the extension host to die', () => this.hosts().killed > killed, patience);
    assert.equal(this.#blow.isPending, false, 'it died where it was to die');
    note([(await this.record(prompt))?.state ?? 'no record']);
  }

  /** The record of a prompt. Throws when any record is torn, or there are two of the prompt. */
  async record(prompt: string): Promise<GenerationRecord | undefined> {
    const records = [...(await this.shelf.records()).values()];
    const [record, ...more] = records.filter(({ request }) => request.prompt === prompt);
    assert.deepEqual(more, [], 'one record for one request');
    return record;
  }

  /** What the service was asked to submit for a prompt. */
  async submits(prompt: string): Promise<RequestEntry[]> {
    const { submits } = await this.service.asked();
    return submits.filter(({ body }) => v.parse(submitted, body).prompt === prompt);
  }

  /** How many extension hosts live, and how many were killed. */
  hosts(): { alive: number; killed: number } {
    const count = (words: string) => this.window.serverLog().split(words).length - 1;
    return {
      alive: count('Launched Extension Host Process') - count('Extension Host Process exited'),
      killed: count('Extension Host Process exited with code: null, signal: SIGKILL'),
    };
  }

  /** Waits until every generation has ended, and nobody has left anything half done. */
  async whenAtRest(): Promise<void> {
    await eventually(
      'everything to come home',
      async () => {
        const records = [...(await this.shelf.records()).values()];
        const remains = [...(await this.shelf.leases()), ...(await this.shelf.temporaries())];
        return remains.length === 0 && !records.some(isUnfinished);
      },
      patience,
    );
  }

  /** Waits until every window has an extension host again, as its user sees to it. */
  async whenBack(): Promise<void> {
    await eventually('the extension hosts to be back', async () => {
      for (const window of this.#windows) await acceptRestart(window);
      return this.hosts().alive === this.#windows.length;
    });
  }

  async #killWhenSubmitted(prompt: string): Promise<void> {
    await eventually('the submit', async () => (await this.submits(prompt)).length > 0);
    const id = (await this.record(prompt))?.id ?? 'no record';
    const lease = (await this.shelf.leases()).find((name) => name.startsWith(id));
    const text = await readFile(join(this.shelf.folder, 'leases', lease ?? 'no lease'), 'utf8');
    process.kill(v.parse(leaseOf, text).pid, 'SIGKILL');
  }
}

/** The blow, for this prompt's record where it is one on records. */
function ofPrompt(blow: Blow, prompt: string): Blow {
  return blow.holding ? { ...blow, holding: [...blow.holding, JSON.stringify(prompt)] } : blow;
}

/** Takes what VS Code offers once an extension host has died too often to be restarted by itself. */
async function acceptRestart(window: VsCodeWindow): Promise<void> {
  const offer = window
    .notification('Remote Extension host terminated unexpectedly')
    .getByRole('button', { name: 'Restart Remote Extension Host' });
  if (!(await offer.isVisible())) return;
  await offer.click();
}
