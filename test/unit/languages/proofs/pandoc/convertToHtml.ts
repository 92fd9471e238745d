import { createBatchReader } from '../batch.ts';

/** Formats of documents, as pandoc names them. */
type Format = 'markdown' | 'rst' | 'org' | 'mediawiki';

type Converter = (document: string) => Promise<string>;

const converters = new Map<Format, Converter>();
/** A start of pandoc takes as long as many documents do. */
const maxBatchSize = 60;
/** A paragraph between documents. */
const separator = 'END-OF-DOCUMENT';

/** Converts a document with pandoc. */
export async function convertToHtml(document: string, from: Format): Promise<string> {
  const converter = converters.get(from) ?? createConverter(from);
  converters.set(from, converter);
  return converter(document);
}

function createConverter(from: Format): Converter {
  return createBatchReader(async (documents) => convertAll(documents, from), maxBatchSize);
}

async function convertAll(texts: readonly string[], from: Format): Promise<readonly string[]> {
  const { convert } = await import('pandoc-wasm');
  const documents = texts.map((text, index) => [`${index}.txt`, text] as const);
  const { stdout } = await convert(
    {
      from,
      to: 'html',
      wrap: 'none',
      // Each file is read on its own, so that none changes the meaning of the next one.
      'file-scope': true,
      'reference-location': 'block',
      'input-files': documents.flatMap(([name]) => [name, 'separator.txt']),
    },
    null,
    { ...Object.fromEntries(documents), 'separator.txt': `${separator}\n` },
  );
  return stdout.split(`<p>${separator}</p>`).slice(0, -1);
}
