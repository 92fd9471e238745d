import type { Client, TaskQueryResult } from '../api/client.ts';
import type { Clock } from '../clock.ts';
import { downloadImage } from './downloadImage.ts';
import { JimengError } from '../errors.ts';
import type { Fetch } from '../api/fetch.ts';
import { decodeImage, type ImageStream, type ImageInfo } from './readImage.ts';
import {
  isStaleUrlError,
  isTransientDownloadError,
  isUnknownTaskError,
  computeBackoffMs,
  getRetryAfterSeconds,
} from './retryPolicy.ts';
import type { TaskReference } from '../api/task.ts';
import type { OutputOptions } from '../api/wire.ts';

/** What happens from the moment a task's pictures are known to be ready. */
export type DownloadEvent =
  | {
      readonly type: 'downloading';
      readonly total: number;
      /** Where the pictures are, for 24 hours (docs/service.md §7.3). Empty where the answer held them. */
      readonly imageUrls: readonly string[];
      /** Seconds from the submit until the task was ready, as near as the queries tell; unknown when they tell too little. */
      readonly readyAfterSeconds?: number;
    }
  | { readonly type: 'image'; readonly index: number; readonly info: ImageInfo }
  | { readonly type: 'done'; readonly total: number };

export interface DownloadContext {
  readonly client: Client;
  readonly outputOptions: OutputOptions;
  /** Takes a picture as its bytes come; what it rejects with is not taken for the network's fault. */
  readonly onImage: (index: number, image: ImageStream) => Promise<void>;
  /** The pictures that an earlier attempt has brought home, by their index. */
  readonly downloadedIndexes: ReadonlySet<number>;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/** How often a picture is fetched before it is given up for now. */
const maxDownloadAttempts = 4;

/** Brings home the pictures of a task that is ready. Where an address is dead, the task is asked for a new one, once. */
export async function* downloadImages(
  task: TaskReference,
  { imageUrls, base64Images }: Pick<TaskQueryResult, 'imageUrls' | 'base64Images'>,
  context: DownloadContext,
  readyAfterSeconds?: number,
): AsyncGenerator<DownloadEvent, void> {
  // A service that sends both sends the same pictures twice.
  const total = imageUrls.length || base64Images.length;
  yield {
    type: 'downloading',
    total,
    imageUrls,
    ...(readyAfterSeconds !== undefined && { readyAfterSeconds }),
  };
  const remaining = Array.from({ length: total }, (_, index) => index).filter(
    (index) => !context.downloadedIndexes.has(index),
  );
  let firstError: JimengError | undefined;
  let hasRefreshedUrls = false;
  for (let index = remaining.shift(); index !== undefined; index = remaining.shift()) {
    try {
      const url = imageUrls[index];
      const info =
        url === undefined
          ? await decodeInlineImage(index, base64Images[index] ?? '', context)
          : await downloadWithRetry(index, url, context);
      yield { type: 'image', index, info };
    } catch (error) {
      if (!(error instanceof JimengError) || context.signal?.aborted) throw error;
      const refreshed =
        isStaleUrlError(error) && !hasRefreshedUrls ? await refreshUrls(task, context) : undefined;
      hasRefreshedUrls ||= isStaleUrlError(error);
      if (refreshed?.imageUrls.length === total) {
        imageUrls = refreshed.imageUrls;
        yield { type: 'downloading', total, imageUrls };
        remaining.unshift(index);
      } else {
        // The others of a set are paid for as well.
        firstError ??=
          refreshed?.status === 'notFound' ? new JimengError({ kind: 'expired' }) : error;
      }
    }
  }
  if (firstError) throw firstError;
  yield { type: 'done', total };
}

/** Nothing where the service cannot be asked: the first failure tells more. */
async function refreshUrls(
  task: TaskReference,
  { client, outputOptions, signal }: DownloadContext,
): Promise<Pick<TaskQueryResult, 'status' | 'imageUrls'> | undefined> {
  try {
    return await client.query(task, outputOptions, signal);
  } catch (error) {
    if (isUnknownTaskError(error)) return { status: 'notFound', imageUrls: [] };
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}

async function decodeInlineImage(
  index: number,
  base64: string,
  { client, onImage }: DownloadContext,
) {
  const image = await decodeImage(base64);
  if (image) return deliverImage(index, image, onImage);
  const { host } = new URL(client.provider.origin);
  throw new JimengError({ kind: 'download', problem: 'notImage', host });
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
