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
export const url = 'https://images.example.com/1.image';
export const finishedReply = statusReply('success', { image_urls: [url] });
export const imageReply = bytesReply(png);

/** A response with a business error. */
export const errorReply = (code: number, status: number, headers: Record<string, string> = {}) =>
  jsonReply({ code, data: null, message: 'm' }, status, headers);

/** The default estimate: no history, and an image of 2K. */
export const defaultEstimate = estimateDuration([], { width: 2048, height: 2048 });

/**
 * The times of the first queries if each finds the task running, in milliseconds since its submit.
 * @param fromMs time of the last query that found it running
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

/** Collects complete images by index. */
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
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly estimate?: DurationEstimate;
}

/** Prepares a generation whose requests get these replies, in order. */
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
      return url.includes('GetResult') ? 'query' : 'image';
    });
  /** The URLs of the images that were requested. */
  const downloadedUrls = () =>
    fakeNetwork.calls.map(({ url }) => url).filter((url) => !url.includes('Action='));
  return { driver, options, requestTimesMs, actions, downloadedUrls, received };
}

/**
 * Runs a generation to its end. Returns its events, its requests, and their times (milliseconds
 * since the start).
 */
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

/** The duration of the task in seconds, as measured by the generation. */
export function readyAfterIn(events: readonly GenerationEvent[]): number | undefined {
  const ready = events.find((event) => event.type === 'downloading');
  assert.ok(ready);
  return ready.readyAfterSeconds;
}

/** The types of the events, without those of single requests. */
export const eventTypes = (events: readonly GenerationEvent[]) =>
  events
    .map(({ type }) => type)
    .filter((type) => !['submitting', 'postponed', 'queryFailed'].includes(type));
