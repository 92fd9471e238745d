import { request } from 'node:http';

/** A request as it is to leave. */
export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What came over the wire in answer to one request, and how it ended. */
export interface Observed {
  /** Null when not even that came. */
  status: number | null;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  /** `complete`, the system's code of what broke it, or `given up` by ourselves. */
  ending: string;
}

/**
 * Sends one request over a connection of its own, follows nothing, and gives up once `enough` says
 * so of the bytes that have come: an answer that stalls or never ends has no other end.
 */
export async function observe(
  url: string,
  { method = 'GET', headers = {}, body }: Sent = {},
  enough: (bytes: number) => boolean = () => false,
): Promise<Observed> {
  return new Promise((resolve) => {
    const observed: Observed = { status: null, headers: {}, body: Buffer.alloc(0), ending: '' };
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (ending: string) => {
      resolve({ ...observed, body: Buffer.concat(chunks), ending });
      sent.destroy();
    };
    const broken = (error: NodeJS.ErrnoException) => {
      end(error.code ?? error.message);
    };
    const sent = request(url, { method, headers, agent: false });
    sent.on('error', broken);
    sent.on('response', (response) => {
      Object.assign(observed, { status: response.statusCode, headers: response.headers });
      response.on('error', broken);
      response.on('end', () => {
        end('complete');
      });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (enough(bytes)) end('given up');
      });
    });
    sent.end(body);
  });
}
