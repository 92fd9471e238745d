import { maxRetryAfterSeconds } from '../../untrusted/limits.ts';
import type { Client, OfferedImage } from '../api/client.ts';
import type { TaskReference } from '../api/task.ts';
import type { OutputOptions } from '../api/wire.ts';
import type { Clock } from '../clock.ts';
import { JimengError } from '../errors.ts';
import { computeBackoffMs, getRetryAfterSeconds, isUnknownTaskError } from './retryPolicy.ts';
import { UnknownTaskCounter } from './unknownTask.ts';

/** The result of `refreshImages`. */
interface RefreshedImages {
  /** Empty if the task could not be queried, or has no images anymore. */
  readonly images: readonly OfferedImage[];
  /** Whether the service no longer knows the task. */
  readonly isExpired: boolean;
}

/** The services of `refreshImages`. */
interface QueryContext {
  readonly client: Client;
  readonly outputOptions: OutputOptions;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Maximum number of queries for new URLs: one that fails is repeated. */
const maxRefreshQueries = 7;

/**
 * Queries a finished task again, because URLs have expired or images are missing. Asks for URLs:
 * a response with all images as base64 may be too large, and is cut again.
 */
export async function refreshImages(
  task: TaskReference,
  { client, outputOptions, clock, random, signal }: QueryContext,
): Promise<RefreshedImages> {
  const unknownTask = new UnknownTaskCounter(clock);
  for (let attempt = 1; ; attempt++) {
    let retryAfterSeconds: number | undefined;
    try {
      const { status, images } = await client.query(
        task,
        { ...outputOptions, returnUrl: true },
        signal,
      );
      if (status !== 'notFound') return { images, isExpired: false };
      if (unknownTask.count()) return { images: [], isExpired: true };
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      if (isUnknownTaskError(error) && unknownTask.count()) return { images: [], isExpired: true };
      retryAfterSeconds = getRetryAfterSeconds(error);
    }
    const isTooLong = (retryAfterSeconds ?? 0) > maxRetryAfterSeconds;
    if (isTooLong || attempt === maxRefreshQueries) return { images: [], isExpired: false };
    await clock.sleep(computeBackoffMs(attempt, random, retryAfterSeconds), signal);
  }
}
