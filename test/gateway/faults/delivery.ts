/** The ways of sending a response, including incomplete ones. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { HttpResponse } from '../http.ts';

/**
 * How a response is sent. `reset` sends a TCP RST, `cut` closes the connection normally, both
 * before the response is complete. `silence` sends nothing and keeps the connection open as long as
 * the client does.
 */
export type DeliveryMode =
  | 'whole'
  | 'cut'
  | 'reset'
  | 'silence'
  | 'cutHalfway'
  | 'cutHalfwayChunked'
  | 'resetHalfway'
  | 'silenceHalfway'
  /** Closes the connection after the response, although its headers promise to keep it. */
  | 'closeAfter'
  /** Sends the body in `slowPieces`, with pauses. */
  | 'slow'
  /** Continues the body with zeros forever. */
  | 'endless';

/** Splits a body into the pieces of a slow response. */
export function slowPieces(body: Buffer): Buffer[] {
  const length = Math.ceil(body.length / 5);
  return [0, 1, 2, 3, 4].map((index) => body.subarray(index * length, (index + 1) * length));
}

/** Milliseconds between the pieces of a slow response. */
const slowPauseMs = 20;

/** Whether the client receives the status of the response. */
export function sendsStatus(mode: DeliveryMode): boolean {
  return mode !== 'cut' && mode !== 'reset' && mode !== 'silence';
}

/** Whether the complete body is sent, and nothing after it. */
export function isComplete(mode: DeliveryMode): boolean {
  return mode === 'whole' || mode === 'closeAfter' || mode === 'slow';
}

/** Sends a response in its delivery mode. */
export async function sendResponse(
  { socket }: IncomingMessage,
  response: ServerResponse,
  { deliveryMode = 'whole', status, headers, body }: HttpResponse,
): Promise<void> {
  const half = body.subarray(0, Math.ceil(body.length / 2));
  const startChunked = () => response.writeHead(status, headers);
  const startWithLength = () =>
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  const close = () => {
    socket.destroy();
  };

  switch (deliveryMode) {
    case 'whole':
      startWithLength().end(body);
      return;
    case 'cut':
      close();
      return;
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'silence':
      return;
    case 'cutHalfway':
      startWithLength().write(half, close);
      return;
    case 'cutHalfwayChunked':
      startChunked().write(half, close);
      return;
    case 'resetHalfway':
      startWithLength().write(half, () => {
        socket.resetAndDestroy();
      });
      return;
    case 'silenceHalfway':
      startWithLength().write(half);
      return;
    case 'closeAfter':
      startWithLength().end(body, close);
      return;
    case 'slow':
      startWithLength();
      for (const piece of slowPieces(body)) {
        response.write(piece);
        await setTimeout(slowPauseMs);
      }
      response.end();
      return;
    case 'endless':
      // Ends when the client or the gateway closes the connection.
      await pipeline(Readable.from(endlessBody(body)), startChunked()).catch(() => undefined);
  }
}

function* endlessBody(firstBytes: Buffer): Generator<Buffer, never> {
  yield firstBytes;
  for (const zeros = Buffer.alloc(64 * 1024); ;) yield zeros;
}
