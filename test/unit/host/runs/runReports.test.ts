import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Failure } from '../../../../src/jimeng/index.ts';
import type { GenerationRecord, RecordImage } from '../../../../src/library/record.ts';
import type { GenerationRun } from '../../../../src/tasks/runs.ts';
import { deferred } from '../../support/deferred.ts';
import { FakeWindow } from '../../support/fakeWindow.ts';
import { recordOf } from '../../support/galleryRecords.ts';

const { registerGenerationReporter } =
  await import('../../../../src/host/runs/generationReporter.ts');
const { formatBatchProgress, formatRunProgress } =
  await import('../../../../src/host/runs/progressText.ts');

const { RunBatch } = await import('../../../../src/host/runs/runBatch.ts');

const log = { error: () => undefined } as unknown as vscode.LogOutputChannel;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The runs of a window, which a test ends. */
class FakeEngine {
  runs: GenerationRun[] = [];
  readonly #listeners = new Set<() => void>();

  onDidChangeRuns(listener: () => void) {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** @returns a function that ends the run */
  start(n: number, earlierFailure?: Failure) {
    const ended = deferred<GenerationRecord | undefined>();
    const run: GenerationRun = {
      id: String(n),
      prompt: `prompt ${n}`,
      startedAt: 0,
      library: { getImagePath: () => '/1.png' },
      ...(earlierFailure && { earlierFailure }),
      finished: ended.promise,
    };
    this.runs.push(run);
    this.#fire();
    return async (record: Partial<GenerationRecord> | undefined) => {
      this.runs = this.runs.filter((each) => each !== run);
      this.#fire();
      ended.fulfill(record && recordOf(n, record));
      await settle();
    };
  }

  #fire(): void {
    for (const listener of this.#listeners) listener();
  }
}

const imagesOf = (count: number): RecordImage[] =>
  Array.from({ length: count }, (_, index) => ({
    file: `${index + 1}.png`,
    mimeType: 'image/png',
    width: 3,
    height: 2,
    bytes: 9,
  }));

describe('Reports of generations', () => {
  const failed = { state: 'failed', failure: { kind: 'quota' } } as const;
  const canceled = { state: 'failed', failure: { kind: 'canceled' } } as const;
  let window: FakeWindow;
  let engine: FakeEngine;
  let isGalleryVisible: boolean;
  let reported: string[];

  beforeEach(async () => {
    window = await FakeWindow.open();
    engine = new FakeEngine();
    isGalleryVisible = false;
    reported = [];
    registerGenerationReporter({
      engine,
      log,
      isGalleryVisible: () => isGalleryVisible,
      generationService: { reportRecord: (_, { kind }) => reported.push(kind) },
    });
  });

  const texts = () => window.shown.map(({ text }) => text);

  it('are not shown while the gallery is visible', async () => {
    isGalleryVisible = true;
    await engine.start(1)(failed);
    await engine.start(2)({});
    assert.deepEqual([texts(), reported], [[], []]);
  });

  it('show a single failure with what can be done about it', async () => {
    await engine.start(1)(failed);
    assert.deepEqual([texts(), reported], [[], ['quota']]);
  });

  it('show one message for a batch, when it has ended, with Show', async () => {
    const ends = [1, 2, 3, 4, 5].map((n) => engine.start(n));
    window.buttonsToPress.push('Show');
    for (const [index, end] of ends.entries()) {
      assert.deepEqual(texts(), []);
      await end(index < 2 ? failed : {});
    }
    assert.deepEqual([texts(), reported], [['2 of 5 images failed'], []]);
    assert.deepEqual(window.executedCommands, ['jimeng.openGallery']);
  });

  it('show one message if all images of a batch are ready', async () => {
    const ends = [1, 2].map((n) => engine.start(n));
    for (const end of ends) await end({});
    assert.deepEqual(texts(), ['2 images ready']);
  });

  it('count images: which one of a set is inserted is chosen in the gallery', async () => {
    await engine.start(1)({ images: imagesOf(4) });
    assert.deepEqual(window.shown, [{ text: '4 images ready', buttons: ['Open Gallery'] }]);
    const [set, single, failing] = [engine.start(2), engine.start(3), engine.start(4)];
    await set({ images: imagesOf(4) });
    await single({ images: imagesOf(1) });
    await failing(failed);
    assert.equal(texts()[1], '1 of 6 images failed');
  });

  it('offer to insert a single image', async () => {
    await engine.start(1)({});
    assert.deepEqual(window.shown[0]?.buttons, ['Insert', 'Open Gallery']);
  });

  it('leave out what ended while the gallery was visible', async () => {
    const [first, second] = [engine.start(1), engine.start(2)];
    isGalleryVisible = true;
    await first(failed);
    isGalleryVisible = false;
    await second({});
    assert.deepEqual(texts(), ['Image ready: "prompt 2"']);
  });

  it('leave out what was canceled or deleted, or failed as before', async () => {
    await engine.start(1)(canceled);
    await engine.start(2)(undefined);
    await engine.start(3, { kind: 'quota' })(failed);
    assert.deepEqual([texts(), reported], [[], []]);
  });

  it('start a new batch when all have ended', async () => {
    const ends = [1, 2].map((n) => engine.start(n));
    for (const end of ends) await end(failed);
    await engine.start(3)(failed);
    assert.deepEqual([texts(), reported], [['2 of 2 images failed'], ['quota']]);
  });
});

describe('The progress of runs', () => {
  it('counts the images of sets as soon as they are ready', async () => {
    const engine = new FakeEngine();
    const batch = new RunBatch(engine);
    const [set] = [engine.start(1), engine.start(2)];
    assert.deepEqual(batch.counts, { total: 2, ready: 0, running: 2 });
    await set({ images: imagesOf(4) });
    assert.deepEqual(batch.counts, { total: 5, ready: 4, running: 1 });
  });

  const one = {
    counts: { total: 1, ready: 0, running: 1 },
    prompt: 'A red lighthouse',
    elapsedSeconds: 10,
    expectedSeconds: 40,
    concurrency: 2,
  };
  const many = { ...one, counts: { total: 53, ready: 6, running: 47 } };

  it('has no number before there is any experience', () => {
    const batch = { ...one, expectedSeconds: undefined };
    assert.equal(formatRunProgress(batch), 'Generating "A red lighthouse"');
    assert.equal(
      formatRunProgress({ ...many, expectedSeconds: undefined }),
      '6 of 53 images ready',
    );
  });

  it('shows how long a single one takes', () => {
    const textAfter = (elapsedSeconds: number) => formatRunProgress({ ...one, elapsedSeconds });
    assert.equal(textAfter(10), 'Generating "A red lighthouse" · about 30 s left');
    assert.equal(textAfter(39), 'Generating "A red lighthouse" · nearly there…');
    assert.equal(textAfter(52), 'Generating "A red lighthouse" · longer than usual · 52 s');
  });

  it('shows how long all of several take', () => {
    assert.equal(formatRunProgress(many), '6 of 53 images ready · about 16 min left');
    const last = { ...many, counts: { total: 53, ready: 49, running: 4 } };
    assert.equal(formatBatchProgress(last), '49 of 53 images ready · about 70 s left');
  });
});
