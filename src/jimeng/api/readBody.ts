import type { Response } from 'node-fetch';

/** The part of a response body that arrived. */
interface ResponseBody {
  readonly body: string;
  /** Why the body is incomplete, if it is. */
  readonly readError?: Error;
}

/**
 * Maximum size of a body in bytes: stops an endless one, but fits a set of large images as base64.
 */
const maxBodyBytes = 256 * 1024 * 1024;

/**
 * Reads as much of a body as arrives: a truncated response may still hold the id of a billed task.
 * @param onActivity called for each chunk that arrives
 */
export async function readBody(response: Response, onActivity: () => void): Promise<ResponseBody> {
  const chunks: Uint8Array[] = [];
  const decode = () => new TextDecoder().decode(Buffer.concat(chunks));
  try {
    let length = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      onActivity();
      length += chunk.length;
      if (length > maxBodyBytes)
        throw Object.assign(new Error('The response is too large'), { code: 'max-size' });
      chunks.push(chunk);
    }
    return { body: decode() };
  } catch (error) {
    if (error instanceof Error) return { body: decode(), readError: error };
    throw error;
  }
}
