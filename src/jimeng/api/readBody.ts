import type { Response } from 'node-fetch';

/** What came of an answer's body. */
interface ResponseBody {
  readonly body: string;
  /** What ended it before it was whole. */
  readonly readError?: Error;
}

/** Most bytes of one answer, so that an endless body ends: a set of large pictures as base64 fits. */
const maxBodyBytes = 256 * 1024 * 1024;

/** Reads an answer as far as it comes: what is paid for may stand in the part that did. */
export async function readBody(response: Response): Promise<ResponseBody> {
  const chunks: Uint8Array[] = [];
  const decode = () => new TextDecoder().decode(Buffer.concat(chunks));
  try {
    let length = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBodyBytes) throw Object.assign(new Error('Too long'), { code: 'max-size' });
      chunks.push(chunk);
    }
    return { body: decode() };
  } catch (error) {
    if (error instanceof Error) return { body: decode(), readError: error };
    throw error;
  }
}
