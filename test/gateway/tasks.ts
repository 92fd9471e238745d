import { randomUUID } from 'node:crypto';
import { mostPictures, type Order } from './contract.ts';
import type { Provider, TaskEntry } from './controlApi.ts';
import { drawPicture, type FileFormat } from './pictures.ts';
import { countIn, sizeOf } from './sizes.ts';

/** How long a picture's address stays good, in milliseconds (original service's documents). */
export const pictureLifetime = 24 * 60 * 60 * 1000;
/** How long a task can be queried, in milliseconds (original service's documents). */
const taskLifetime = 12 * 60 * 60 * 1000;

/** One picture of a task. */
export interface Picture {
  /** Names it in its address. */
  name: string;
  format: FileFormat;
  bytes: Promise<Buffer>;
}

/** One accepted order. */
export interface Task {
  id: string;
  provider: Provider;
  key: string;
  prompt: string;
  /** Milliseconds since 1970, here and below. */
  submittedAt: number;
  readyAt: number;
  deliveredAt: number | null;
  pictures: Picture[];
}

/** A new order and the circumstances under which it is carried out. */
export interface Commission {
  provider: Provider;
  key: string;
  order: Order;
  format: FileFormat;
  latencyMs: number;
}

/** The tasks of both gateways. */
export class TaskStore {
  readonly #now: () => number;
  readonly #tasks = new Map<string, Task>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Accepts an order; its pictures are drawn in the meantime. */
  accept({ provider, key, order, format, latencyMs }: Commission): Task {
    this.#forgetOld();
    const id = randomUUID();
    const submittedAt = this.#now();
    const task: Task = {
      id,
      provider,
      key,
      prompt: order.prompt,
      submittedAt,
      readyAt: submittedAt + latencyMs,
      deliveredAt: null,
      pictures: draw(id, provider, order, format),
    };
    this.#tasks.set(id, task);
    return task;
  }

  /** The task of that id, if it was made at this gateway with this key and is not too old. */
  find(id: string, provider: Provider, key: string): Task | null {
    const task = this.#tasks.get(id);
    if (task?.provider !== provider || task.key !== key) return null;
    return this.#now() > task.submittedAt + taskLifetime ? null : task;
  }

  /** The stage of a task: the first fifth of its time it waits in the queue. */
  stage({ submittedAt, readyAt }: Task): 'in_queue' | 'generating' | 'finished' {
    const now = this.#now();
    if (now >= readyAt) return 'finished';
    return now - submittedAt < (readyAt - submittedAt) / 5 ? 'in_queue' : 'generating';
  }

  /** Notes that a task's pictures were handed out. */
  deliver(task: Task): void {
    task.deliveredAt ??= this.#now();
  }

  picture(name: string): Picture | null {
    const pictures = [...this.#tasks.values()].flatMap((task) => task.pictures);
    return pictures.find((picture) => picture.name === name) ?? null;
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

  #forgetOld(): void {
    for (const task of this.#tasks.values()) {
      if (this.#now() > task.readyAt + pictureLifetime) this.#tasks.delete(task.id);
    }
  }
}

function draw(id: string, provider: Provider, order: Order, format: FileFormat): Picture[] {
  const size = sizeOf(order);
  const count = countIn(order.prompt, mostPictures(order));
  return Array.from({ length: count }, (_, index) => {
    const part = count === 1 ? '' : ` · ${index + 1}/${count}`;
    const footer = `simulated · ${provider} · ${size.width}×${size.height}${part}`;
    const scene = { ...size, prompt: order.prompt, footer, variant: index };
    const bytes = drawPicture(scene, format);
    // Whoever asks for the picture is told; nobody may ever ask.
    bytes.catch(() => undefined);
    return { name: `${id}-${index + 1}.image`, format, bytes };
  });
}
