/** Formats of documents, as pandoc names them. */
type Format = 'markdown' | 'rst' | 'org' | 'mediawiki';

interface Job {
  readonly document: string;
  readonly resolve: (html: string) => void;
  readonly reject: (error: unknown) => void;
}

const jobs = new Map<Format, Job[]>();
/** A start of pandoc takes as long as many documents do. */
const maxBatchSize = 60;
/** A paragraph between documents. */
const separator = 'END-OF-DOCUMENT';

/** Converts a document with pandoc, together with those that are converted in the same turn of the event loop. */
export async function convertToHtml(document: string, from: Format): Promise<string> {
  return new Promise((resolve, reject) => {
    const waiting = jobs.get(from) ?? [];
    waiting.push({ document, resolve, reject });
    if (jobs.has(from)) return;
    jobs.set(from, waiting);
    setImmediate(() => {
      jobs.delete(from);
      void convertAll(waiting, from);
    });
  });
}

async function convertAll(waiting: readonly Job[], from: Format): Promise<void> {
  for (let start = 0; start < waiting.length; start += maxBatchSize) {
    const batch = waiting.slice(start, start + maxBatchSize);
    try {
      const pages = await convertBatch(batch, from);
      batch.forEach(({ resolve }, index) => {
        resolve(pages[index] ?? '');
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

async function convertBatch(batch: readonly Job[], from: Format): Promise<readonly string[]> {
  const { convert } = await import('pandoc-wasm');
  const documents = batch.map(({ document }, index) => [`${index}.txt`, document] as const);
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
  const pages = stdout.split(`<p>${separator}</p>`);
  if (pages.length !== batch.length + 1)
    throw new Error(`${pages.length - 1} of ${batch.length} documents`);
  return pages;
}
