import {
  maxDownloadSeconds,
  maxHostCharacters,
  maxRetryAfterSeconds,
} from '../../untrusted/limits.ts';
import type { Client, OfferedImage } from '../api/client.ts';
import type { Fetch } from '../http/fetch.ts';
import type { TaskReference } from '../api/task.ts';
import type { OutputOptions } from '../api/wire.ts';
import type { Clock } from '../clock.ts';
import { createDownloadError, JimengError } from '../errors.ts';
import { downloadImage } from './downloadImage.ts';
import type { ImageInfo } from './imageInfo.ts';
import { decodeImage, type ImageStream } from './readImage.ts';
import { refreshImages } from './refreshImages.ts';
import {
  isStaleUrlError,
  isTransientDownloadError,
  computeBackoffMs,
  getRetryAfterSeconds,
} from './retryPolicy.ts';

/** An event of a generation whose task has finished. */
export type DownloadEvent =
  | {
      readonly type: 'downloading';
      /** The number of images. */
      readonly total: number;
      /**
       * The URL of each image, valid for 24 hours (docs/service.md §7.3); empty for one that the
       * response contained or withheld.
       */
      readonly imageUrls: readonly string[];
      /**
       * Seconds from the submit until the task finished, estimated from the queries; `undefined` if
       * they were too far apart.
       */
      readonly readyAfterSeconds?: number;
    }
  | { readonly type: 'image'; readonly index: number; readonly info: ImageInfo }
  | {
      readonly type: 'done';
      /** The number of images, including those that the service withheld. */
      readonly total: number;
      readonly withheldCount: number;
    };

/** The options and services of `downloadImages`. */
export interface DownloadContext {
  readonly client: Client;
  readonly outputOptions: OutputOptions;
  /**
   * Receives an image while it is being downloaded. What it throws ends the generation; it is not
   * treated as a network error.
   */
  readonly onImage: (index: number, image: ImageStream) => Promise<void>;
  /** The indexes (from 0) of the images that an earlier attempt has downloaded. */
  readonly downloadedIndexes: ReadonlySet<number>;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random: () => number;
}

interface AttemptContext extends DownloadContext {
  /** When no further attempt begins, in milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** Maximum number of attempts to download an image. */
const maxDownloadAttempts = 4;

/**
 * Downloads the images of a finished task. If a URL has expired or an image is withheld, the task
 * is queried once more. An image that is still withheld is not a failure of the others.
 * @throws JimengError the first failure, after all other images have been downloaded; and what
 * `onImage` throws.
 */
export async function* downloadImages(
  task: TaskReference,
  offeredImages: readonly OfferedImage[],
  options: DownloadContext,
  readyAfterSeconds?: number,
): AsyncGenerator<DownloadEvent, void> {
  const context = { ...options, deadlineMs: options.clock.now() + maxDownloadSeconds * 1000 };
  let images = offeredImages;
  yield {
    type: 'downloading',
    total: images.length,
    imageUrls: listUrls(images),
    ...(readyAfterSeconds !== undefined && { readyAfterSeconds }),
  };
  const received = new Set(context.downloadedIndexes);
  const isWithheld = (image: OfferedImage, index: number) =>
    !received.has(index) && image.urls.length === 0 && image.base64 === undefined;
  let errors = yield* receiveAll(images, received, context);
  if (errors.some(isStaleUrlError) || images.some(isWithheld)) {
    const refreshed = await refreshImages(task, context);
    // With fewer images than before, their positions would not match.
    if (refreshed.images.length >= images.length) {
      images = refreshed.images;
      yield { type: 'downloading', total: images.length, imageUrls: listUrls(images) };
      errors = yield* receiveAll(images, received, context);
    } else if (refreshed.isExpired && errors.length > 0) {
      errors = [new JimengError({ kind: 'expired' })];
    }
  }
  const [firstError] = errors;
  if (firstError) throw firstError;
  const withheldCount = images.filter(isWithheld).length;
  yield { type: 'done', total: images.length, withheldCount };
}

/**
 * Downloads each image that has not been received. Returns the failures: the other images are paid
 * for as well.
 */
async function* receiveAll(
  images: readonly OfferedImage[],
  received: Set<number>,
  context: AttemptContext,
): AsyncGenerator<DownloadEvent, JimengError[]> {
  const errors: JimengError[] = [];
  for (const [index, image] of images.entries()) {
    if (received.has(index)) continue;
    try {
      const info = await receiveImage(index, image, context);
      if (!info) continue;
      received.add(index);
      yield { type: 'image', index, info };
    } catch (error) {
      if (!(error instanceof JimengError) || context.signal?.aborted) throw error;
      errors.push(error);
    }
  }
  return errors;
}

function listUrls(images: readonly OfferedImage[]): string[] {
  return images.map(({ urls: [url = ''] }) => url);
}

/**
 * Receives an image from the first of its sources that has it; `undefined` if it is withheld.
 * @throws JimengError the failure of the last source; and what `onImage` throws.
 */
async function receiveImage(
  index: number,
  { urls, base64 }: OfferedImage,
  context: AttemptContext,
): Promise<ImageInfo | undefined> {
  const sources = [
    ...(base64 === undefined ? [] : [() => receiveInlineImage(index, base64, context)]),
    ...urls.map((url) => () => downloadWithRetry(index, url, context)),
  ];
  for (const [position, receive] of sources.entries()) {
    try {
      return await receive();
    } catch (error) {
      const isLast = position === sources.length - 1;
      const isDownloadError = error instanceof JimengError && error.failure.kind !== 'save';
      if (isLast || !isDownloadError || context.signal?.aborted) throw error;
    }
  }
  return undefined;
}

async function receiveInlineImage(
  index: number,
  base64: string,
  { client, onImage }: DownloadContext,
): Promise<ImageInfo> {
  const { host } = new URL(client.provider.origin);
  return deliverImage(index, await decodeImage(base64, host), onImage);
}

async function downloadWithRetry(
  index: number,
  url: string,
  context: AttemptContext,
): Promise<ImageInfo> {
  const { clock, random, signal, onImage, deadlineMs } = context;
  if (clock.now() > deadlineMs) {
    const host = (URL.parse(url)?.host ?? '?').slice(0, maxHostCharacters);
    throw createDownloadError('incomplete', host);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const options = { ...context, allowsPrivateHosts: context.client.isPrivate() };
      return await downloadImage(url, options, (image) => deliverImage(index, image, onImage));
    } catch (error) {
      const isLast = attempt === maxDownloadAttempts || clock.now() > deadlineMs;
      if (!isTransientDownloadError(error) || isLast) throw error;
      const retryAfterSeconds = getRetryAfterSeconds(error) ?? 0;
      if (retryAfterSeconds > maxRetryAfterSeconds) throw error;
      await clock.sleep(computeBackoffMs(attempt, random, retryAfterSeconds), signal);
    }
  }
}

async function deliverImage(
  index: number,
  image: ImageStream,
  onImage: DownloadContext['onImage'],
): Promise<ImageInfo> {
  await onImage(index, image);
  const { mimeType, width, height } = image;
  return { mimeType, width, height };
}
