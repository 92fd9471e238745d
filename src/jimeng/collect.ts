import { backoff } from './backoff.ts';
import type { Client, TaskState } from './client.ts';
import type { Clock } from './clock.ts';
import { download } from './download.ts';
import { JimengError } from './errors.ts';
import type { Fetch } from './fetch.ts';
import { decodePicture, type Picture, type PictureFacts } from './picture.ts';
import { isDeadAddress, isDownloadPassing, isUnknownTask, retryAfterOf } from './repeat.ts';
import type { Delivery, TaskReference } from './wire.ts';

/** What happens from the moment a task's pictures are known to be ready. */
export type CollectEvent =
  | {
      readonly type: 'downloading';
      readonly total: number;
      /** Where the pictures are, for 24 hours (docs/service.md §7.3). Empty where the answer held them. */
      readonly imageUrls: readonly string[];
      /** Seconds from the submit until the task was ready, as near as the queries tell; unknown when they tell too little. */
      readonly readyAfter?: number;
    }
  | { readonly type: 'picture'; readonly index: number; readonly facts: PictureFacts }
  | { readonly type: 'done'; readonly total: number };

export interface CollectContext {
  readonly client: Client;
  readonly delivery: Delivery;
  /** Takes a picture as its bytes come; what it rejects with is not taken for the network's fault. */
  readonly receive: (index: number, picture: Picture) => Promise<void>;
  /** The pictures that an earlier attempt has brought home, by their index. */
  readonly have: ReadonlySet<number>;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/** How often a picture is fetched before it is given up for now. */
const attempts = 4;

/** Brings home the pictures of a task that is ready. Where an address is dead, the task is asked for a new one, once. */
export async function* collect(
  task: TaskReference,
  { imageUrls, base64 }: Pick<TaskState, 'imageUrls' | 'base64'>,
  context: CollectContext,
  readyAfter?: number,
): AsyncGenerator<CollectEvent, void> {
  // A service that sends both sends the same pictures twice.
  const total = imageUrls.length || base64.length;
  yield { type: 'downloading', total, imageUrls, ...(readyAfter !== undefined && { readyAfter }) };
  const left = Array.from({ length: total }, (_, index) => index).filter(
    (index) => !context.have.has(index),
  );
  let broken: JimengError | undefined;
  let hasAsked = false;
  for (let index = left.shift(); index !== undefined; index = left.shift()) {
    try {
      const url = imageUrls[index];
      const facts =
        url === undefined
          ? await decoded(index, base64[index] ?? '', context)
          : await fetched(index, url, context);
      yield { type: 'picture', index, facts };
    } catch (error) {
      if (!(error instanceof JimengError) || context.signal?.aborted) throw error;
      const now = isDeadAddress(error) && !hasAsked ? await askAgain(task, context) : undefined;
      hasAsked ||= isDeadAddress(error);
      if (now?.imageUrls.length === total) {
        imageUrls = now.imageUrls;
        yield { type: 'downloading', total, imageUrls };
        left.unshift(index);
      } else {
        // The others of a set are paid for as well.
        broken ??= now?.status === 'gone' ? new JimengError({ kind: 'expired' }) : error;
      }
    }
  }
  if (broken) throw broken;
  yield { type: 'done', total };
}

/** Nothing where the service cannot be asked: the first failure tells more. */
async function askAgain(
  task: TaskReference,
  { client, delivery, signal }: CollectContext,
): Promise<Pick<TaskState, 'status' | 'imageUrls'> | undefined> {
  try {
    return await client.query(task, delivery, signal);
  } catch (error) {
    if (isUnknownTask(error)) return { status: 'gone', imageUrls: [] };
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}

async function decoded(index: number, base64: string, { client, receive }: CollectContext) {
  const picture = await decodePicture(base64);
  if (picture) return received(index, picture, receive);
  const { host } = new URL(client.provider.origin);
  throw new JimengError({ kind: 'download', problem: 'notPicture', host });
}

async function fetched(index: number, url: string, context: CollectContext): Promise<PictureFacts> {
  const { clock, random, signal, receive } = context;
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(url, context, (picture) => received(index, picture, receive));
    } catch (error) {
      if (!isDownloadPassing(error) || attempt === attempts) throw error;
      await clock.sleep(backoff(attempt, random, retryAfterOf(error)), signal);
    }
  }
}

async function received(
  index: number,
  picture: Picture,
  receive: CollectContext['receive'],
): Promise<PictureFacts> {
  await receive(index, picture);
  const { mimeType, width, height } = picture;
  return { mimeType, width, height };
}
