import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FoundImage } from '../languageProof.ts';
import { readHtmlImages } from '../typesetting/readHtmlImages.ts';

const run = promisify(execFile);

/** The images that Asciidoctor shows in each of these documents. One run takes as long to start as all to convert. */
export async function readWithAsciidoctor(
  documents: readonly string[],
): Promise<readonly (readonly FoundImage[])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jimeng-'));
  try {
    const names = documents.map((_, index) => `${index}.adoc`);
    await Promise.all(
      documents.map((document, index) => writeFile(join(folder, `${index}.adoc`), document)),
    );
    await run('asciidoctor', ['--safe-mode=safe', ...names], { cwd: folder });
    return await Promise.all(
      documents.map(async (_, index) =>
        readHtmlImages(await readFile(join(folder, `${index}.html`), 'utf8')),
      ),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
