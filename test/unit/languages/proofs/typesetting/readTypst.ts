import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { hostilePaths } from '../hostileAlts.ts';
import type { FoundImage } from '../languageProof.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The project of the documents. Its files are only in the memory of the compiler. */
const workspace = join(tmpdir(), 'typst-proof');
const folder = join(workspace, 'docs');
const documentPath = join(folder, 'fox.typ');

interface QueriedImage {
  readonly source: string;
  readonly alt: string | null;
}

let compiler: NodeCompiler | undefined;

function createCompiler(): NodeCompiler {
  const created = NodeCompiler.create({ workspace });
  for (const path of [...hostilePaths, 'old.png']) created.mapShadow(join(folder, path), pixel);
  return created;
}

/**
 * The images of a Typst document. None if the compiler fails: it does so for an image or a figure that is still empty,
 * and if the file of an image is missing.
 */
export function readTypst(document: string): readonly FoundImage[] {
  compiler ??= createCompiler();
  compiler.addSource(documentPath, document);
  try {
    const images = compiler.query(
      { mainFilePath: documentPath },
      { selector: 'image' },
    ) as readonly QueriedImage[];
    return images.map(({ source, alt }) => ({ path: source, alt: alt ?? undefined }));
  } catch {
    return [];
  }
}
