import assert from 'node:assert/strict';
import sharp from 'sharp';
import { createClient, generate } from '../../../src/jimeng/calls.ts';
import {
  estimateFrom,
  providers,
  type Estimate,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationRequest,
} from '../../../src/jimeng/index.ts';
import { scheduleFor } from '../../../src/jimeng/schedule.ts';
import { bytes, fakeFetch, json, state, type Reply } from './fetch.ts';
import { all, Pace } from './pace.ts';

export const png = await sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } })
  .png()
  .toBuffer();
export const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
export const url = 'https://pictures.example.com/1.image';
export const finished = state('success', { image_urls: [url] });
export const picture = bytes(png);

/** A refusal with a business code. */
export const refused = (code: number, status: number, headers: Record<string, string> = {}) =>
  json({ code, data: null, message: 'm' }, status, headers);

/** What a generation expects that is told nothing: a first picture of 2K. */
export const usual = estimateFrom([], { width: 2048, height: 2048 });

/**
 * When the first queries are due, each of which finds the task under way: milliseconds since its submit.
 * @param from milliseconds since the submit at which it is known to be under way
 */
export function dueTimes(count: number, estimate: Estimate = usual, from = 0): number[] {
  const secondsUntilNext = scheduleFor(estimate);
  const times: number[] = [];
  for (let at = from / 1000; times.length < count; times.push(Math.round(at * 1000))) {
    at += secondsUntilNext(at);
  }
  return times;
}

/** Keeps pictures whole, by their index. */
export function receiver(): Pick<GenerateOptions, 'receive'> & { kept: Map<number, Buffer> } {
  const kept = new Map<number, Buffer>();
  const receive: GenerateOptions['receive'] = async (index, { bytes }) => {
    kept.set(index, Buffer.concat(await all(bytes)));
  };
  return { kept, receive };
}

interface Options {
  /** Seconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly estimate?: Estimate;
}

/** A generation whose calls get these replies, in their order. */
export function begin(replies: readonly Reply[], { timeout = 600, ...given }: Options = {}) {
  const pace = new Pace();
  const begun = pace.clock.now();
  const { clock } = pace;
  const fake = fakeFetch(...replies);
  const times: number[] = [];
  const fetch: Fetch = (url, init) => {
    times.push(Math.round(clock.now() - begun));
    return fake.fetch(url, init);
  };
  const client = createClient({ provider: providers.octopusx, key: 'k', fetch, clock });
  const { kept, receive } = receiver();
  const options: GenerateOptions = {
    client,
    timeout,
    fetch,
    clock,
    receive,
    random: () => 0.5,
    ...given,
  };
  const actions = () =>
    fake.calls.map(({ url }) => {
      if (url.includes('SubmitTask')) return 'submit';
      return url.includes('GetResult') ? 'query' : 'picture';
    });
  /** The addresses of the pictures that were asked for. */
  const fetched = () => fake.calls.map(({ url }) => url).filter((url) => !url.includes('Action='));
  return { pace, options, times, actions, fetched, kept };
}

/** The same, to its end: its events, what it asked for and when (milliseconds since it began). */
export async function run(replies: readonly Reply[], given?: Options) {
  const { pace, options, times, actions } = begin(replies, given);
  const events = await pace.collect(generate(request, options));
  assert.equal(pace.clock.sleeping, 0);
  return { events, times, actions: actions() };
}

/** The failure that a generation ended with. */
export function failureIn(events: readonly GenerationEvent[]): Failure {
  const last = events.at(-1);
  assert.ok(last?.type === 'failed');
  return last.failure;
}

/** After how many seconds a generation thinks that its task was ready. */
export function readyAfterIn(events: readonly GenerationEvent[]): number | undefined {
  const ready = events.find((event) => event.type === 'downloading');
  assert.ok(ready);
  return ready.readyAfter;
}

/** What happened, without the facts. */
export const kinds = (events: readonly GenerationEvent[]) => events.map(({ type }) => type);
