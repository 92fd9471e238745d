import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readImage } from '../../../../src/jimeng/run/readImage.ts';
import { generate } from '../../../../src/jimeng/service.ts';
import { Library } from '../../../../src/library/library.ts';
import { acceptedReply, bytesReply, statusReply } from '../../support/fakeFetch.ts';
import {
  createReceiver,
  eventTypes,
  failureIn,
  finishedReply,
  prepareGeneration,
  request,
  runGeneration,
} from '../../support/generation.ts';
import { imageFiles } from '../../support/imageFiles.ts';
import { useTempFolder } from '../../support/tempFolder.ts';

const incomplete = { kind: 'download', problem: 'incomplete', host: 'images.example.com' };
/** One small file of each format. */
const samples = ['a PNG', 'a JPEG', 'a lossy WebP', 'an AVIF', 'a GIF'].map((name) =>
  imageFiles.find(({ description }) => description === name),
);

describe('Truncated image', () => {
  const getFolder = useTempFolder();
  let library: Library | undefined;
  afterEach(() => library?.dispose());
  for (const sample of samples) {
    assert.ok(sample);
    const { description, bytes } = sample;
    const cuts = { 'in its header': 15, 'in the middle': bytes.length / 2, 'at its end': -1 };
    for (const [place, length] of Object.entries(cuts)) {
      const truncated = bytes.subarray(0, length);
      const lengthHeader = { 'content-length': String(truncated.length) };

      for (const [kind, headers] of [
        ['with its length', lengthHeader],
        ['without a length', {}],
      ] as const) {
        it(`(${description}, ${place}, ${kind}) is downloaded again`, async () => {
          const replies = [
            acceptedReply,
            finishedReply,
            bytesReply(truncated, 200, headers),
            bytesReply(bytes),
          ];
          const { driver, options, received, downloadedUrls } = prepareGeneration(replies);
          const events = await driver.collect(generate(request, options));
          assert.equal(events.at(-1)?.type, 'done');
          assert.equal(downloadedUrls().length, 2);
          assert.deepEqual(received.get(0), bytes);
        });
      }

      it(`(${description}, ${place}) is reported if it never is whole`, async () => {
        const replies = [acceptedReply, finishedReply, bytesReply(truncated)];
        const { events, actions } = await runGeneration(replies);
        assert.deepEqual(failureIn(events), incomplete);
        assert.ok(!eventTypes(events).includes('image'));
        assert.equal(actions.filter((action) => action === 'image').length, 4);
      });

      it(`(${description}, ${place}) is not accepted as base64`, async () => {
        const { received, onImage } = createReceiver();
        const inline = { binary_data_base64: [truncated.toString('base64')] };
        const { driver, options } = prepareGeneration([
          acceptedReply,
          statusReply('success', inline),
        ]);
        const events = await driver.collect(generate(request, { ...options, onImage }));
        const failure = failureIn(events);
        assert.ok(failure.kind === 'download' && failure.problem === 'incomplete');
        assert.equal(received.size, 0);
      });

      it(`(${description}, ${place}) leaves no file in the library`, async () => {
        const openLibrary = (library = new Library(getFolder()));
        const { record } = await openLibrary.create({ provider: 'octopusx', request });
        const receive = async () => {
          const image = await readImage(Readable.from([truncated]), 'images.example.com');
          await openLibrary.addImage(record.id, 0, image);
        };
        await assert.rejects(receive(), { failure: incomplete });
        const folder = join(openLibrary.folders.images, record.id);
        assert.deepEqual(await readdir(folder).catch(() => []), []);
        assert.deepEqual((await openLibrary.get(record.id))?.images, []);
      });
    }
  }
});
