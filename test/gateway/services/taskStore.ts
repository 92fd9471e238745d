import { randomInt, randomUUID } from 'node:crypto';
import type { Provider, TaskEntry } from '../control/controlApi.ts';
import { drawImage, type ImageFormat } from '../images/drawImage.ts';
import type { Size } from './sizes.ts';

/** How long a picture's address stays good, in milliseconds (docs/service.md §7.3). */
export const imageLifetimeMs = 24 * 60 * 60 * 1000;
/** How long a task can be queried, in milliseconds (docs/service.md §7.3). */
const taskLifetimeMs = 12 * 60 * 60 * 1000;

/** One picture of a task. */
export interface TaskImage {
  /** Names it in its address. */
  name: string;
  format: ImageFormat;
  bytes: Promise<Buffer>;
}

/** One accepted order. */
export interface Task {
  id: string;
  provider: Provider;
  /** The bearer key, or the access key's id. */
  key: string;
  /** The `req_key` that a query must name too. */
  reqKey: string;
  prompt: string;
  /** Milliseconds since 1970, here and below. */
  submittedAt: number;
  readyAt: number;
  deliveredAt: number | null;
  images: TaskImage[];
}

/** A new order and the circumstances under which it is carried out. */
export interface NewTask extends Pick<Task, 'provider' | 'key' | 'reqKey' | 'prompt'> {
  size: Size;
  /** How many pictures. */
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

  /** Accepts an order; its pictures are drawn in the meantime. */
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
      images: drawImages(id, newTask),
    };
    this.#tasks.set(id, task);
    return task;
  }

  /** The task of that id, if it was made at this gateway with this key and is not too old. */
  find(id: string, provider: Provider, key: string): Task | null {
    const task = this.#tasks.get(id);
    if (task?.provider !== provider || task.key !== key) return null;
    return this.#now() > task.submittedAt + taskLifetimeMs ? null : task;
  }

  /** The stage of a task: the first fifth of its time it waits in the queue. */
  stageOf({ submittedAt, readyAt }: Task): 'in_queue' | 'generating' | 'finished' {
    const now = this.#now();
    if (now >= readyAt) return 'finished';
    return now - submittedAt < (readyAt - submittedAt) / 5 ? 'in_queue' : 'generating';
  }

  /** How many tasks of a key are still being worked on. */
  countUnfinished(provider: Provider, key: string): number {
    return [...this.#tasks.values()].filter(
      (task) => task.provider === provider && task.key === key && this.stageOf(task) !== 'finished',
    ).length;
  }

  /** Notes that a task's pictures were handed out. */
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

/** 19 digits, as the original service's ids have: more than a number can hold (docs/service.md §3.6). */
function numericId(): string {
  return `73${randomDigits(9)}${randomDigits(8)}`;
}

function randomDigits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

function drawImages(id: string, { provider, prompt, size, count, format }: NewTask): TaskImage[] {
  return Array.from({ length: count }, (_, index) => {
    const counter = count === 1 ? '' : ` · ${index + 1}/${count}`;
    const footer = `simulated · ${provider} · ${size.width}×${size.height}${counter}`;
    const bytes = drawImage({ ...size, prompt, footer, variant: index }, format);
    // Whoever asks for the picture is told; nobody may ever ask.
    bytes.catch(() => undefined);
    return { name: `${id}-${index + 1}.image`, format, bytes };
  });
}
