import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createUnzip } from 'node:zlib';
import type { Response } from 'node-fetch';
import { maxUnpackedBytes, maxUnpackingRatio } from '../../untrusted/limits.ts';

/**
 * The encodings that are asked for. Not `deflate`: some servers send it without the header that zlib
 * needs.
 */
export const acceptedEncodings = 'gzip, br';

/** The part of a response body that arrived. */
interface ResponseBody {
  readonly body: string;
  /** Whether the rest was not read, because the body is too large. */
  readonly isCut: boolean;
  /** Why the body is incomplete, if the connection ended. */
  readonly readError?: Error;
}

type Chunks = AsyncIterable<Uint8Array>;

/**
 * Reads as much of a body as arrives and is allowed: a truncated response may still hold the id of
 * a billed task.
 * @param response fetched with `compress: false`, because a packed body may unpack to gigabytes
 * @param maxBytes of the unpacked body
 * @param onActivity called for each chunk that arrives
 */
export async function readBody(
  response: Response,
  maxBytes: number,
  onActivity: () => void,
): Promise<ResponseBody> {
  const decoder = new TextDecoder();
  let body = '';
  let packedLength = 0;
  let length = 0;
  async function* countPacked(chunks: Chunks): Chunks {
    for await (const chunk of chunks) {
      onActivity();
      packedLength += chunk.length;
      yield chunk;
    }
  }
  try {
    for await (const chunk of unpack(response, countPacked)) {
      const maxLength = Math.min(
        maxBytes,
        Math.max(maxUnpackedBytes, packedLength * maxUnpackingRatio),
      );
      const part = chunk.subarray(0, Math.max(0, maxLength - length));
      body += decoder.decode(part, { stream: true });
      if (part.length < chunk.length) return { body: body + decoder.decode(), isCut: true };
      length += chunk.length;
    }
    return { body: body + decoder.decode(), isCut: false };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { body: body + decoder.decode(), isCut: false, readError: error };
  }
}

/** Unpacks a body according to its Content-Encoding. A body with another encoding is not changed. */
function unpack({ body, headers }: Response, countPacked: (chunks: Chunks) => Chunks): Chunks {
  const packed = countPacked((body ?? []) as Chunks);
  const unpacker = createUnpacker(headers.get('content-encoding')?.trim().toLowerCase());
  if (!unpacker) return packed;
  // The error ends the iteration.
  pipeline(packed, unpacker, () => undefined);
  return unpacker as Readable & Chunks;
}

function createUnpacker(encoding: string | undefined) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      // Also what has arrived before the end of the connection.
      return createUnzip({ finishFlush: constants.Z_SYNC_FLUSH });
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      return undefined;
  }
}
