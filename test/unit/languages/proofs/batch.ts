interface Job<Result> {
  readonly document: string;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A function that reads a document together with those that are read in the same turn of the event loop, for tools
 * that take longer to start than to read.
 * @param readAll returns a result for each document, in their order
 */
export function createBatchReader<Result>(
  readAll: (documents: readonly string[]) => Promise<readonly Result[]>,
  maxBatchSize = Infinity,
): (document: string) => Promise<Result> {
  let waiting: Job<Result>[] = [];

  async function readWaiting(): Promise<void> {
    const jobs = waiting;
    waiting = [];
    for (let start = 0; start < jobs.length; start += maxBatchSize)
      await readBatch(jobs.slice(start, start + maxBatchSize));
  }

  async function readBatch(batch: readonly Job<Result>[]): Promise<void> {
    try {
      const results = await readAll(batch.map(({ document }) => document));
      if (results.length !== batch.length)
        throw new Error(`${results.length} of ${batch.length} documents`);
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return async (document) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void readWaiting());
      waiting.push({ document, resolve, reject });
    });
}
