import { ZipFile } from 'yazl';

/** A file on its way into a zip archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/**
 * A zip archive of any size, as its files come: about one is held in memory at a time. Nothing is
 * compressed, as pictures are already.
 */
export async function* createZip(files: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const { outputStream } = zip;
  for await (const { name, content, time } of files) {
    zip.addBuffer(content, name, { mtime: new Date(time), compress: false });
    // Taken as it is made, so that it does not pile up.
    for (let chunk = readAvailable(outputStream); chunk; chunk = readAvailable(outputStream))
      yield chunk;
  }
  zip.end();
  for await (const chunk of outputStream) yield chunk as Buffer;
}

/** What a stream has at the moment. */
function readAvailable(stream: NodeJS.ReadableStream): Buffer | null {
  return stream.read() as Buffer | null;
}
