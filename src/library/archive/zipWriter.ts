import { ZipFile } from 'yazl';

/** A file to add to a ZIP archive. */
export interface ZipEntry {
  /** Its path in the archive. */
  readonly name: string;
  readonly content: Buffer;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/**
 * Creates a ZIP archive of any size as a stream, holding about one file in memory at a time. Files
 * are not compressed, because images already are.
 */
export async function* createZip(files: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const { outputStream } = zip;
  for await (const { name, content, time } of files) {
    zip.addBuffer(content, name, { mtime: new Date(time), compress: false });
    // Read the output now, so that it does not accumulate in memory.
    for (let chunk = readAvailable(outputStream); chunk; chunk = readAvailable(outputStream))
      yield chunk;
  }
  zip.end();
  for await (const chunk of outputStream) yield chunk as Buffer;
}

/** The bytes that a stream has buffered; `null` if there are none. */
function readAvailable(stream: NodeJS.ReadableStream): Buffer | null {
  return stream.read() as Buffer | null;
}
