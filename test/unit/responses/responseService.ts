import { Readable } from 'node:stream';
import { FetchError, Response } from 'node-fetch';
import type { Clock, Fetch } from '../../../src/jimeng/index.ts';
import { maxImageBytes } from '../../../src/untrusted/limits.ts';
import { applyFault } from '../../gateway/faults/applyFault.ts';
import {
  isComplete,
  sendsStatus,
  slowPieces,
  type DeliveryMode,
} from '../../gateway/faults/delivery.ts';
import type { NamedFault, Operation } from '../../gateway/faults/faultKinds.ts';
import { htmlResponse, type HttpRequest, type HttpResponse } from '../../gateway/http.ts';
import { envelopeResponse } from '../../gateway/services/errors.ts';
import { frequencies, type MomentName, type ResponseRow } from './responseRows.ts';

/** Milliseconds that a task takes. */
const latencyMs = 25_000;
const imageOrigin = 'https://images.example.com';
const mirrorOrigin = 'https://mirror.example.com';
/** Milliseconds before each piece of a slow response: less than the longest silence. */
const slowPauseMs = 19_000;
/** What a body that never ends continues with. */
const zeros = Buffer.alloc(maxImageBytes);

interface Task {
  readonly readyAt: number;
  queryCount: number;
}

/**
 * The simulated service without HTTP, which gives the response of a row. The responses are those of
 * the simulated service itself.
 */
export class ResponseService {
  readonly #row: ResponseRow;
  readonly #clock: Clock;
  readonly #images: readonly Buffer[];
  readonly #tasks = new Map<string, Task>();
  #remaining: number;

  /** @param images the images of each task */
  constructor(row: ResponseRow, clock: Clock, images: readonly Buffer[]) {
    this.#row = row;
    this.#clock = clock;
    this.#images = images;
    this.#remaining = frequencies[row.frequency];
  }

  /** The ids of the tasks that it has accepted. */
  get taskIds(): string[] {
    return [...this.#tasks.keys()];
  }

  /** Ends a fault that would go on for ever. */
  recover(): void {
    if (this.#remaining === Infinity) this.#remaining = 0;
  }

  readonly fetch: Fetch = async (url, { body, signal }) => {
    const request: HttpRequest = {
      method: 'POST',
      url: new URL(url),
      headers: {},
      body: Buffer.from(typeof body === 'string' ? body : ''),
    };
    const response = await this.#respond(request);
    return deliver(response, { clock: this.#clock, signal });
  };

  async #respond(request: HttpRequest): Promise<HttpResponse> {
    const { on, serve, moments } = this.#route(request);
    const { moment, kind, delaySeconds = 0 } = this.#row;
    if (this.#remaining === 0 || !moments.includes(moment)) return serve();
    const fault = { on, kind } as NamedFault;
    const context = {
      request,
      now: this.#clock.now(),
      redirectOrigin: mirrorOrigin,
      fileAt: (url: string) => Promise.resolve(this.#images[getImageIndex(new URL(url))] ?? null),
    };
    const { response, isApplied } = await applyFault(
      fault,
      () => Promise.resolve(serve()),
      context,
    );
    if (isApplied) this.#remaining--;
    if (delaySeconds > 0) await this.#clock.sleep(delaySeconds * 1000);
    return response;
  }

  /** What a request is for, the service's own response, and the moments that it belongs to. */
  #route({ url, body }: HttpRequest): {
    on: Operation;
    serve: () => HttpResponse;
    moments: MomentName[];
  } {
    const action = url.searchParams.get('Action') ?? '';
    if (action.includes('Submit'))
      return { on: 'submit', serve: () => this.#submit(), moments: ['submit'] };
    if (action.includes('GetResult')) {
      const { task_id: taskId } = JSON.parse(body.toString()) as { task_id: string };
      const task = this.#tasks.get(taskId);
      const isReady = task !== undefined && this.#clock.now() >= task.readyAt;
      const isFirst = task?.queryCount === 0;
      if (task) task.queryCount++;
      return {
        on: 'query',
        serve: () => this.#query(taskId, task, isReady),
        // What begins early goes on.
        moments: [
          'firstQuery',
          ...(isFirst ? [] : (['generating'] as const)),
          ...(isReady ? (['ready'] as const) : []),
        ],
      };
    }
    const index = getImageIndex(url);
    const image = this.#images[index];
    return {
      on: 'image',
      serve: () => (image ? toImageResponse(image) : htmlResponse(404)),
      moments: index === 0 ? ['firstImage'] : index === 1 ? ['secondImage'] : [],
    };
  }

  #submit(): HttpResponse {
    const taskId = `73926163365196104${10 + this.#tasks.size}`;
    this.#tasks.set(taskId, { readyAt: this.#clock.now() + latencyMs, queryCount: 0 });
    return successResponse({ task_id: taskId, status: 'submitted' });
  }

  #query(taskId: string, task: Task | undefined, isReady: boolean): HttpResponse {
    const urls = this.#images.map((_, index) => `${imageOrigin}/tos/${taskId}/${index + 1}.image`);
    return successResponse({
      binary_data_base64: [],
      image_urls: isReady ? urls : null,
      status: task ? (isReady ? 'success' : 'generating') : 'not_found',
    });
  }
}

function successResponse(data: Record<string, unknown>): HttpResponse {
  const content = { code: 10000, message: 'Success', data, requestId: 'r', elapsedMs: 1 };
  return envelopeResponse(200, content);
}

function toImageResponse(body: Buffer): HttpResponse {
  return { status: 200, headers: { 'content-type': 'image/png' }, body, code: null };
}

function getImageIndex({ pathname }: URL): number {
  return Number(/\/tos\/\d+\/(\d+)\.image$/.exec(pathname)?.[1] ?? 0) - 1;
}

/** What the delivery of a response depends on. */
interface DeliveryContext {
  readonly clock: Clock;
  /** Aborted when the client gives up. */
  readonly signal: Signal;
}

type Signal = Parameters<Fetch>[1]['signal'];

/** Sends a response as node-fetch receives it. */
function deliver(
  { status, headers, body, deliveryMode = 'whole' }: HttpResponse,
  context: DeliveryContext,
): Response | Promise<Response> {
  if (deliveryMode === 'silence') return rejectWhenAborted(context);
  if (!sendsStatus(deliveryMode)) throw createResetError();
  const isChunked = deliveryMode === 'cutHalfwayChunked' || deliveryMode === 'endless';
  const length = isChunked ? {} : { 'content-length': String(body.length) };
  return new Response(Readable.from(readBody(body, deliveryMode, context)), {
    status,
    headers: { ...headers, ...length },
  });
}

async function* readBody(
  body: Buffer,
  deliveryMode: DeliveryMode,
  context: DeliveryContext,
): AsyncGenerator<Buffer> {
  if (deliveryMode === 'slow') {
    for (const piece of slowPieces(body)) {
      await context.clock.sleep(slowPauseMs);
      yield piece;
    }
  } else if (deliveryMode === 'endless') {
    yield body;
    for (;;) yield zeros;
  } else if (isComplete(deliveryMode)) {
    yield body;
  } else {
    yield body.subarray(0, Math.ceil(body.length / 2));
    if (deliveryMode === 'silenceHalfway') await rejectWhenAborted(context);
    throw createResetError();
  }
}

function createResetError(): FetchError {
  const code = 'ECONNRESET';
  return new FetchError(`request failed, reason: ${code}`, 'system', { code, errno: code });
}

function rejectWhenAborted({ signal }: DeliveryContext): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('The operation was aborted.', 'AbortError'));
    });
  });
}
