import type { Client, OfferedImage, TaskQueryResult } from '../api/client.ts';
import type { Clock } from '../clock.ts';
import { downloadImage } from './downloadImage.ts';
import { JimengError } from '../errors.ts';
import type { Fetch } from '../api/fetch.ts';
import type { ImageInfo } from './imageInfo.ts';
import { decodeImage, type ImageStream } from './readImage.ts';
import {
  isStaleUrlError,
  isTransientDownloadError,
  isUnknownTaskError,
  computeBackoffMs,
  getRetryAfterSeconds,
} from './retryPolicy.ts';
import type { TaskReference } from '../api/task.ts';
import type { OutputOptions } from '../api/wire.ts';

/** An event of a generation whose task has finished. */
export type DownloadEvent =
  | {
      readonly type: 'downloading';
      /** The number of images. */
      readonly total: number;
      /** Valid for 24 hours (docs/service.md §7.3). Empty if the response contained the images. */
      readonly imageUrls: readonly string[];
      /**
       * Seconds from the submit until the task finished, estimated from the queries; `undefined` if
       * they were too far apart.
       */
      readonly readyAfterSeconds?: number;
    }
  | { readonly type: 'image'; readonly index: number; readonly info: ImageInfo }
  | { readonly type: 'done'; readonly total: number };

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

/** Maximum number of attempts to download an image. */
const maxDownloadAttempts = 4;

/**
 * Downloads the images of a finished task. If a URL has expired, new ones are requested once.
 * @throws JimengError the first failure, after all other images have been downloaded; and what
 * `onImage` throws.
 */
export async function* downloadImages(
  task: TaskReference,
  offeredImages: readonly OfferedImage[],
  context: DownloadContext,
  readyAfterSeconds?: number,
): AsyncGenerator<DownloadEvent, void> {
  let images = offeredImages;
  const total = images.length;
  yield {
    type: 'downloading',
    total,
    imageUrls: listUrls(images),
    ...(readyAfterSeconds !== undefined && { readyAfterSeconds }),
  };
  const remaining = Array.from({ length: total }, (_, index) => index).filter(
    (index) => !context.downloadedIndexes.has(index),
  );
  let firstError: JimengError | undefined;
  let hasRefreshedUrls = false;
  for (let index = remaining.shift(); index !== undefined; index = remaining.shift()) {
    try {
      const { urls: [url] = [], base64 = '' } = images[index] ?? {};
      const info =
        url === undefined
          ? await decodeInlineImage(index, base64, context)
          : await downloadWithRetry(index, url, context);
      yield { type: 'image', index, info };
    } catch (error) {
      if (!(error instanceof JimengError) || context.signal?.aborted) throw error;
      const refreshed =
        isStaleUrlError(error) && !hasRefreshedUrls ? await refreshUrls(task, context) : undefined;
      hasRefreshedUrls ||= isStaleUrlError(error);
      if (refreshed?.images.length === total) {
        images = refreshed.images;
        yield { type: 'downloading', total, imageUrls: listUrls(images) };
        remaining.unshift(index);
      } else {
        // Continue with the other images, which are paid for as well.
        firstError ??=
          refreshed?.status === 'notFound' ? new JimengError({ kind: 'expired' }) : error;
      }
    }
  }
  if (firstError) throw firstError;
  yield { type: 'done', total };
}

function listUrls(images: readonly OfferedImage[]): string[] {
  return images.flatMap(({ urls: [url] }) => url ?? []);
}

/** Requests new URLs; `undefined` if the query fails, because the first failure is more helpful. */
async function refreshUrls(
  task: TaskReference,
  { client, outputOptions, signal }: DownloadContext,
): Promise<Pick<TaskQueryResult, 'status' | 'images'> | undefined> {
  try {
    return await client.query(task, outputOptions, signal);
  } catch (error) {
    if (isUnknownTaskError(error)) return { status: 'notFound', images: [] };
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}

async function decodeInlineImage(
  index: number,
  base64: string,
  { client, onImage }: DownloadContext,
) {
  const { host } = new URL(client.provider.origin);
  return deliverImage(index, await decodeImage(base64, host), onImage);
}

async function downloadWithRetry(
  index: number,
  url: string,
  context: DownloadContext,
): Promise<ImageInfo> {
  const { clock, random, signal, onImage } = context;
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadImage(url, context, (image) => deliverImage(index, image, onImage));
    } catch (error) {
      if (!isTransientDownloadError(error) || attempt === maxDownloadAttempts) throw error;
      await clock.sleep(computeBackoffMs(attempt, random, getRetryAfterSeconds(error)), signal);
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
