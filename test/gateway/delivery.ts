/** The ways in which an answer goes out, well or not. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './http.ts';

/**
 * How an answer is sent. A reset is TCP's RST, a cut the ordinary end of a connection; both come
 * before the answer is whole. `silence` keeps the connection open for as long as the client does.
 */
export type Delivery =
  | 'whole'
  | 'cut'
  | 'reset'
  | 'silence'
  | 'cutHalfway'
  | 'cutHalfwayChunked'
  | 'resetHalfway'
  | 'silenceHalfway'
  /** The connection is closed after the answer, which promised to keep it. */
  | 'closeAfter'
  /** The body goes on with zeros for ever. */
  | 'endless';

/** Whether a client gets to see the status of an answer that is sent in this way. */
export function showsStatus(delivery: Delivery): boolean {
  return delivery !== 'cut' && delivery !== 'reset' && delivery !== 'silence';
}

/** Whether the answer's whole body goes out, and nothing after it. */
export function isWhole(delivery: Delivery): boolean {
  return delivery === 'whole' || delivery === 'closeAfter';
}

/** Sends an answer in its way. */
export async function deliver(
  { socket }: IncomingMessage,
  response: ServerResponse,
  { delivery = 'whole', status, headers, body }: Answer,
): Promise<void> {
  const half = body.subarray(0, Math.ceil(body.length / 2));
  const chunked = () => response.writeHead(status, headers);
  const measured = () =>
    response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  const close = () => {
    socket.destroy();
  };

  switch (delivery) {
    case 'whole':
      measured().end(body);
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
      measured().write(half, close);
      return;
    case 'cutHalfwayChunked':
      chunked().write(half, close);
      return;
    case 'resetHalfway':
      measured().write(half, () => {
        socket.resetAndDestroy();
      });
      return;
    case 'silenceHalfway':
      measured().write(half);
      return;
    case 'closeAfter':
      measured().end(body, close);
      return;
    case 'endless':
      // It ends when the client or the gateway closes the connection.
      await pipeline(Readable.from(endless(body)), chunked()).catch(() => undefined);
  }
}

function* endless(start: Buffer): Generator<Buffer, never> {
  yield start;
  for (const zeros = Buffer.alloc(64 * 1024); ;) yield zeros;
}
