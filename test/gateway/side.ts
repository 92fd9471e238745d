/** What the gateways and the original service have in common. */
import { randomUUID } from 'node:crypto';
import { samplePairs } from './accessKeys.ts';
import { envelope, frontRefusal, Refusal } from './answers.ts';
import type { Verdict } from './contentCheck.ts';
import type { Provider } from './controlApi.ts';
import type { Answer, Received } from './http.ts';
import type { KeyRing } from './keys.ts';
import type { Limits } from './limits.ts';
import type { FileFormat } from './pictures.ts';
import type { Settings } from './settings.ts';
import { signerOf } from './signatureCheck.ts';
import { pictureLifetime, type Task, type TaskStore } from './tasks.ts';

/** One provider's side of a request. */
export interface Side {
  provider: Provider;
  keys: KeyRing;
  tasks: TaskStore;
  limits: Limits;
  settings: Settings;
  now: () => number;
  /** The address of a picture, good until then (milliseconds since 1970). */
  linkTo: (name: string, expiresAt: number) => string;
}

/** Milliseconds since the handling of a request began. */
export type Elapsed = () => number;

/** Runs the handling of a request; a refusal that it throws is its answer. */
export async function refusable(handle: (elapsed: Elapsed) => Promise<Answer>): Promise<Answer> {
  const startedAt = performance.now();
  try {
    return await handle(() => performance.now() - startedAt);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** The bearer key of a request. @throws Refusal when it is missing or not known. */
export function bearerOf({ headers }: Received, { keys }: Side): string {
  const key = keys.find(headers.authorization);
  if (key === null) throw frontRefusal(401, 'Invalid token');
  return key;
}

/** The access key with which a request was signed. @throws Refusal when the signature is not good. */
export function accessKeyOf(received: Received, { now, settings }: Side): string {
  const pairs = Object.values(samplePairs);
  return signerOf(received, pairs, now() + settings.clockOffsetMs).accessKeyId;
}

/** A refusal in the envelope; the HTTP status is that of the original service's table (docs/service.md §9.2). */
export function businessRefusal(
  { code, message }: Verdict,
  elapsed: Elapsed,
  requestId: string = randomUUID(),
): Refusal {
  const facts = { code, message, data: null, requestId, elapsed: elapsed() };
  return new Refusal(envelope(httpStatuses[code] ?? 400, facts));
}

const httpStatuses: Readonly<Record<number, number>> = { 50400: 401, 50429: 429, 50430: 429 };

/** The pictures of a finished task, as addresses or, where those are not wanted, as base64. */
export async function results(
  task: Task,
  wantsAddresses: boolean,
  { tasks, linkTo }: Side,
): Promise<{ image_urls: string[] } | { binary_data_base64: string[] }> {
  tasks.deliver(task);
  if (wantsAddresses) {
    const until = task.readyAt + pictureLifetime;
    return { image_urls: task.pictures.map(({ name }) => linkTo(name, until)) };
  }
  const files = await Promise.all(task.pictures.map(({ bytes }) => bytes));
  return { binary_data_base64: files.map((file) => file.toString('base64')) };
}

/** The kind of file that a provider makes, where the configuration leaves it to the provider. */
export function formatOf({ provider, settings }: Side, serviceKey: string): FileFormat {
  if (settings.format !== 'provider') return settings.format;
  return provider === 'deepwl' || serviceKey.endsWith('_v30') ? 'jpeg' : 'png';
}
