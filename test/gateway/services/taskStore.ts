import { randomInt, randomUUID } from 'node:crypto';
import type { Provider, TaskEntry } from '../control/controlApi.ts';
import { drawImage, type ImageFormat } from '../images/drawImage.ts';
import { createBlackPng, hugeSidePixels } from '../images/hugePng.ts';
import type { Size } from './sizes.ts';

/** How long an image URL is valid (docs/service.md §7.3). */
export const imageLifetimeMs = 24 * 60 * 60 * 1000;
/** How long a task can be queried (docs/service.md §7.3). */
const taskLifetimeMs = 12 * 60 * 60 * 1000;

/** An image of a task. */
export interface TaskImage {
  /** File name in its URL. */
  name: string;
  format: ImageFormat;
  bytes: Promise<Buffer>;
}

/** An accepted task. */
export interface Task {
  id: string;
  provider: Provider;
  /** The API key, or the ID of the access key. */
  key: string;
  /** The `req_key` that queries must repeat. */
  reqKey: string;
  prompt: string;
  /** Milliseconds since 1970, as the next two. */
  submittedAt: number;
  readyAt: number;
  deliveredAt: number | null;
  images: TaskImage[];
}

/** A submitted task and how to process it. */
export interface NewTask extends Pick<Task, 'provider' | 'key' | 'reqKey' | 'prompt'> {
  size: Size;
  /** Number of images. */
  count: number;
  format: ImageFormat;
  latencyMs: number;
}

/** The tasks of all providers. */
export class TaskStore {
  readonly #now: () => number;
  readonly #tasks = new Map<string, Task>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Accepts a task and starts to draw its images. */
  accept(newTask: NewTask): Task {
    this.#evictExpired();
    const { provider, key, reqKey, prompt, latencyMs } = newTask;
    const id = provider === 'volcengine' ? numericId() : randomUUID();
    const submittedAt = this.#now();
    const task: Task = {
      id,
      provider,
      key,
      reqKey,
      prompt,
      submittedAt,
      readyAt: submittedAt + latencyMs,
      deliveredAt: null,
      images: createAttackImages(id, newTask.prompt) ?? drawImages(id, newTask),
    };
    this.#tasks.set(id, task);
    return task;
  }

  /** Returns the task with this ID if it belongs to this provider and key and has not expired. */
  find(id: string, provider: Provider, key: string): Task | null {
    const task = this.#tasks.get(id);
    if (task?.provider !== provider || task.key !== key) return null;
    return this.#now() > task.submittedAt + taskLifetimeMs ? null : task;
  }

  /** The stage of a task. It is queued for the first fifth of its duration. */
  stageOf({ submittedAt, readyAt }: Task): 'in_queue' | 'generating' | 'finished' {
    const now = this.#now();
    if (now >= readyAt) return 'finished';
    return now - submittedAt < (readyAt - submittedAt) / 5 ? 'in_queue' : 'generating';
  }

  /** Number of unfinished tasks of a key. */
  countUnfinished(provider: Provider, key: string): number {
    return [...this.#tasks.values()].filter(
      (task) => task.provider === provider && task.key === key && this.stageOf(task) !== 'finished',
    ).length;
  }

  /** Records when the images of a task were first delivered. */
  markDelivered(task: Task): void {
    task.deliveredAt ??= this.#now();
  }

  findImage(name: string): TaskImage | null {
    const images = [...this.#tasks.values()].flatMap((task) => task.images);
    return images.find((image) => image.name === name) ?? null;
  }

  entries(): TaskEntry[] {
    return [...this.#tasks.values()].map((task) => ({
      taskId: task.id,
      provider: task.provider,
      prompt: task.prompt,
      submittedAt: task.submittedAt,
      readyAt: task.readyAt,
      ...(task.deliveredAt === null ? {} : { deliveredAt: task.deliveredAt }),
    }));
  }

  clear(): void {
    this.#tasks.clear();
  }

  #evictExpired(): void {
    for (const task of this.#tasks.values()) {
      if (this.#now() > task.readyAt + imageLifetimeMs) this.#tasks.delete(task.id);
    }
  }
}

/**
 * 19 digits, as in the IDs of Volcengine: more than a number can represent (docs/service.md §3.6).
 */
function numericId(): string {
  return `73${randomDigits(9)}${randomDigits(8)}`;
}

function randomDigits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

/** Images as an attacker would send them, for prompts that ask for them. */
function createAttackImages(id: string, prompt: string): TaskImage[] | null {
  const repeat = (count: number, bytes: Buffer): TaskImage[] =>
    Array.from({ length: count }, (_, index) => ({
      name: nameImage(id, index),
      format: 'png',
      bytes: Promise.resolve(bytes),
    }));
  if (prompt.includes('many-images')) return repeat(1500, createBlackPng(64, 64));
  if (prompt.includes('huge-image'))
    return repeat(1, createBlackPng(hugeSidePixels, hugeSidePixels));
  return null;
}

function nameImage(id: string, index: number): string {
  return `${id}-${index + 1}.image`;
}

function drawImages(id: string, { provider, prompt, size, count, format }: NewTask): TaskImage[] {
  return Array.from({ length: count }, (_, index) => {
    const counter = count === 1 ? '' : ` · ${index + 1}/${count}`;
    const footer = `simulated · ${provider} · ${size.width}×${size.height}${counter}`;
    const bytes = drawImage({ ...size, prompt, footer, variant: index }, format);
    // A download reports the error. Without one, it must not be an unhandled rejection.
    bytes.catch(() => undefined);
    return { name: nameImage(id, index), format, bytes };
  });
}
