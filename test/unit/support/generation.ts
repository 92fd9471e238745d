import assert from 'node:assert/strict';
import sharp from 'sharp';
import { createClient, generate } from '../../../src/jimeng/service.ts';
import {
  estimateDuration,
  providers,
  type DurationEstimate,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationRequest,
} from '../../../src/jimeng/index.ts';
import { createSchedule } from '../../../src/jimeng/polling/schedule.ts';
import { bytesReply, fakeFetch, jsonReply, statusReply, type Reply } from './fakeFetch.ts';
import { all, ClockDriver } from './clockDriver.ts';
import { toApiKey } from './apiKey.ts';

export const png = await sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } })
  .png()
  .toBuffer();
export const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
export const url = 'https://pictures.example.com/1.image';
export const finishedReply = statusReply('success', { image_urls: [url] });
export const imageReply = bytesReply(png);

/** A refusal with a business code. */
export const errorReply = (code: number, status: number, headers: Record<string, string> = {}) =>
  jsonReply({ code, data: null, message: 'm' }, status, headers);

/** What a generation expects that is told nothing: a first picture of 2K. */
export const defaultEstimate = estimateDuration([], { width: 2048, height: 2048 });

/**
 * When the first queries are due, each of which finds the task under way: milliseconds since its submit.
 * @param fromMs milliseconds since the submit at which it is known to be under way
 */
export function queryTimesMs(
  count: number,
  estimate: DurationEstimate = defaultEstimate,
  fromMs = 0,
): number[] {
  const secondsUntilNext = createSchedule(estimate);
  const requestTimesMs: number[] = [];
  for (
    let atSeconds = fromMs / 1000;
    requestTimesMs.length < count;
    requestTimesMs.push(Math.round(atSeconds * 1000))
  ) {
    atSeconds += secondsUntilNext(atSeconds);
  }
  return requestTimesMs;
}

/** Keeps pictures whole, by their index. */
export function createReceiver(): Pick<GenerateOptions, 'onImage'> & {
  received: Map<number, Buffer>;
} {
  const received = new Map<number, Buffer>();
  const receive: GenerateOptions['onImage'] = async (index, { bytes }) => {
    received.set(index, Buffer.concat(await all(bytes)));
  };
  return { received, onImage: receive };
}

interface GenerationSetup {
  /** Seconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly estimate?: DurationEstimate;
}

/** A generation whose calls get these replies, in their order. */
export function prepareGeneration(
  replies: readonly Reply[],
  { timeout = 600, ...setup }: GenerationSetup = {},
) {
  const driver = new ClockDriver();
  const startTime = driver.clock.now();
  const { clock } = driver;
  const fakeNetwork = fakeFetch(...replies);
  const requestTimesMs: number[] = [];
  const fetch: Fetch = (url, init) => {
    requestTimesMs.push(Math.round(clock.now() - startTime));
    return fakeNetwork.fetch(url, init);
  };
  const client = createClient({ provider: providers.octopusx, key: toApiKey('k'), fetch, clock });
  const { received, onImage: receive } = createReceiver();
  const options: GenerateOptions = {
    client,
    timeoutSeconds: timeout,
    fetch,
    clock,
    onImage: receive,
    random: () => 0.5,
    ...setup,
  };
  const actions = () =>
    fakeNetwork.calls.map(({ url }) => {
      if (url.includes('SubmitTask')) return 'submit';
      return url.includes('GetResult') ? 'query' : 'picture';
    });
  /** The addresses of the pictures that were asked for. */
  const downloadedUrls = () =>
    fakeNetwork.calls.map(({ url }) => url).filter((url) => !url.includes('Action='));
  return { driver, options, requestTimesMs, actions, downloadedUrls, received };
}

/** The same, to its end: its events, what it asked for and when (milliseconds since it began). */
export async function runGeneration(replies: readonly Reply[], setup?: GenerationSetup) {
  const { driver, options, requestTimesMs, actions } = prepareGeneration(replies, setup);
  const events = await driver.collect(generate(request, options));
  assert.equal(driver.clock.sleeperCount, 0);
  return { events, requestTimesMs, actions: actions() };
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
  return ready.readyAfterSeconds;
}

/** What happened, without the facts. */
export const eventTypes = (events: readonly GenerationEvent[]) => events.map(({ type }) => type);
