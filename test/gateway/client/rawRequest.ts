import { request } from 'node:http';

/** A request, sent as it is. */
export interface RawRequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Everything received in response to a request, and how the exchange ended. */
export interface RawExchange {
  /** Null if not even the status was received. */
  status: number | null;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  /** `complete`, the error code of a broken connection, or `aborted` by `shouldStop`. */
  outcome: string;
}

/**
 * Sends a request over its own connection without following redirects. Aborts when `shouldStop`
 * returns true for the number of bytes received so far: a response that stalls or never ends would
 * not end otherwise.
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
