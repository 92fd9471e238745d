import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { FetchError, Response, type RequestInit } from 'node-fetch';
import type { Clock, Fetch } from '../../../../src/jimeng/index.ts';
import type { Operation } from '../../../gateway/faults/faultKinds.ts';
import { png } from '../generation.ts';
import {
  acceptedResponses,
  imageResponses,
  offers,
  queryResponses,
  refusedResponses,
  type SimulatedResponse,
} from './responses.ts';

/** A task that the service has accepted. */
export interface SimulatedTask {
  readonly taskId: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly images: readonly Buffer[];
  readonly outcome: TaskOutcome;
  readonly durationMs: number;
}

/** `secondWithheld`: the service never offers the second image. */
export type TaskOutcome = 'images' | 'refused' | 'secondWithheld';

/** Usual milliseconds until a response arrives. */
const latencyMs: Readonly<Record<Operation, number>> = { submit: 1500, query: 200, image: 400 };
const urlLifetimeMs = 24 * 60 * 60 * 1000;
const abortError = () => new DOMException('The operation was aborted.', 'AbortError');

/**
 * A service in memory, as a `Fetch`. It bills each task that it accepts. A refusal is honest; all
 * other responses may be wrong, malformed, late or lost.
 */
export class SimulatedService {
  readonly tasks: SimulatedTask[] = [];
  /** What must not happen: a prompt that is submitted again while it is, or has been, accepted. */
  readonly violations: string[] = [];
  /** The names of the next responses to each operation. */
  readonly planned: Record<Operation, string[]> = { submit: [], query: [], image: [] };
  nextOutcome: TaskOutcome = 'images';
  nextDurationMs = 6_000;
  readonly #clock: Clock;
  readonly #submitting = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly fetch: Fetch = async (url, init) => {
    if (url.includes('SubmitTask')) return this.#submit(parseBody(init), init);
    if (url.includes('GetResult')) return this.#query(parseBody(init), init);
    return this.#download(url, init);
  };

  /** All responses are the usual ones from now on. */
  heal(): void {
    for (const names of Object.values(this.planned)) names.length = 0;
  }

  async #submit(
    { prompt, force_single: isSingle }: Readonly<Record<string, unknown>>,
    init: RequestInit,
  ): Promise<Response> {
    const text = String(prompt);
    if (this.#submitting.has(text)) this.violations.push(`“${text}” is submitted twice at once`);
    if (this.tasks.some((task) => task.prompt === text))
      this.violations.push(`“${text}” is submitted again after it was accepted`);
    const name = this.planned.submit.shift() ?? 'normal';
    this.#submitting.add(text);
    try {
      if (isKey(refusedResponses, name))
        return await this.#respond(refusedResponses[name], latencyMs.submit, init);
      const { taskId } = this.#accept(text, isSingle === true ? 1 : 3);
      const create = isKey(acceptedResponses, name)
        ? acceptedResponses[name]
        : acceptedResponses.normal;
      return await this.#respond(create(taskId), latencyMs.submit, init);
    } finally {
      this.#submitting.delete(text);
    }
  }

  #accept(prompt: string, count: number): SimulatedTask {
    const taskId = `${7_392_616_336_519_610_000n + BigInt(this.tasks.length)}`;
    const task = {
      taskId,
      prompt,
      acceptedAt: this.#clock.now(),
      images: Array.from({ length: count }, (_, index) => createImage(`${taskId} ${index}`)),
      outcome: this.nextOutcome,
      durationMs: this.nextDurationMs,
    };
    this.tasks.push(task);
    return task;
  }

  #query(
    { task_id: taskId }: Readonly<Record<string, unknown>>,
    init: RequestInit,
  ): Promise<Response> {
    const name = this.planned.query.shift() ?? 'urls';
    const response = isKey(queryResponses, name)
      ? queryResponses[name]
      : this.#describeTask(String(taskId), isKey(offers, name) ? offers[name] : offers.urls);
    return this.#respond(response, latencyMs.query, init);
  }

  #describeTask(taskId: string, offer: (typeof offers)[keyof typeof offers]): SimulatedResponse {
    const task = this.tasks.find((each) => each.taskId === taskId);
    if (!task) return { status: 400, body: '{"code":"task_not_exist","message":"task not exist"}' };
    const now = this.#clock.now();
    if (now < task.acceptedAt + task.durationMs) return describe({ status: 'generating' });
    if (task.outcome === 'refused')
      return { status: 400, body: '{"code":50511,"message":"Post Img Risk Not Pass"}' };
    const isWithheld = (index: number) => task.outcome === 'secondWithheld' && index === 1;
    const urls = task.images.map((_, index) =>
      isWithheld(index)
        ? null
        : `https://images.example.com/${taskId}/${index}?until=${now + urlLifetimeMs}`,
    );
    const images = task.images.map((image, index) => (isWithheld(index) ? null : image));
    return describe({ status: 'done', ...offer(urls, images) });
  }

  #download(url: string, init: RequestInit): Promise<Response> {
    const name = this.planned.image.shift();
    const planned =
      name !== undefined && isKey(imageResponses, name) ? imageResponses[name] : undefined;
    if (typeof planned === 'object') return this.#respond(planned, latencyMs.image, init);
    const { pathname, searchParams } = new URL(url);
    const [, taskId, index] = pathname.split('/');
    const image = this.tasks.find((task) => task.taskId === taskId)?.images[Number(index)];
    const isExpired =
      searchParams.has('dead') || Number(searchParams.get('until')) < this.#clock.now();
    if (!image || isExpired) return this.#respond({ status: 403 }, latencyMs.image, init);
    const response: SimulatedResponse = {
      body: planned === 'cut' ? image.subarray(0, -7) : image,
      ...(planned === 'pauses' && { pauseMs: 15_000 }),
    };
    return this.#respond(response, latencyMs.image, init);
  }

  async #respond(
    { status = 200, body = '', error, delayMs, pauseMs = 0 }: SimulatedResponse,
    usualDelayMs: number,
    { signal }: RequestInit,
  ): Promise<Response> {
    const wait = async (ms: number) => {
      const ended = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => {
          reject(abortError());
        });
      });
      if (signal?.aborted) throw abortError();
      const passed = ms < Infinity ? this.#clock.sleep(ms) : new Promise<never>(() => undefined);
      await Promise.race([passed, ended]);
    };
    await wait(delayMs ?? usualDelayMs);
    if (error !== undefined)
      throw new FetchError(`request failed, reason: ${error}`, 'system', { code: error });
    const bytes = Buffer.from(body);
    const middle = bytes.length / 2;
    async function* halves() {
      yield bytes.subarray(0, middle);
      if (pauseMs > 0) await wait(pauseMs);
      yield bytes.subarray(middle);
    }
    return new Response(Readable.from(halves()), { status });
  }
}

function describe(data: Readonly<Record<string, unknown>>): SimulatedResponse {
  return { body: JSON.stringify({ code: 10000, message: 'Success', data }) };
}

function parseBody({ body }: RequestInit): Readonly<Record<string, unknown>> {
  return JSON.parse(typeof body === 'string' ? body : '{}') as Record<string, unknown>;
}

function isKey<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

/** A PNG that is different for each text, which it contains. */
function createImage(text: string): Buffer {
  const data = Buffer.from(`tEXtComment\0${text}`);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4);
  chunk.set(data, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  const headEnd = 8 + 25;
  return Buffer.concat([png.subarray(0, headEnd), chunk, png.subarray(headEnd)]);
}
