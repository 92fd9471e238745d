import { request } from 'node:http';

/** A request as it is to leave. */
export interface RawRequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What came over the wire in answer to one request, and how it ended. */
export interface RawExchange {
  /** Null when not even that came. */
  status: number | null;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  /** `complete`, the system's code of what broke it, or `aborted` by ourselves. */
  outcome: string;
}

/**
 * Sends one request over a connection of its own, follows nothing, and gives up once `enough` says
 * so of the bytes that have come: an answer that stalls or never ends has no other end.
 */
export async function rawRequest(
  url: string,
  { method = 'GET', headers = {}, body }: RawRequestOptions = {},
  shouldStop: (bytes: number) => boolean = () => false,
): Promise<RawExchange> {
  return new Promise((resolve) => {
    const exchange: RawExchange = { status: null, headers: {}, body: Buffer.alloc(0), outcome: '' };
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (outcome: string) => {
      resolve({ ...exchange, body: Buffer.concat(chunks), outcome });
      clientRequest.destroy();
    };
    const onError = (error: NodeJS.ErrnoException) => {
      finish(error.code ?? error.message);
    };
    const clientRequest = request(url, { method, headers, agent: false });
    clientRequest.on('error', onError);
    clientRequest.on('response', (response) => {
      Object.assign(exchange, { status: response.statusCode, headers: response.headers });
      response.on('error', onError);
      response.on('end', () => {
        finish('complete');
      });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (shouldStop(bytes)) finish('aborted');
      });
    });
    clientRequest.end(body);
  });
}
