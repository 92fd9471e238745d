import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { sampleAccessKeys } from '../gateway/services/accessKeys.ts';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { listFiles } from '../support/listFiles.ts';
import { gateway, submitRequests } from './support/gateway.ts';
import {
  useFreshGateway,
  resetGateway,
  generate,
  rejectionMessage,
  rejectionWithoutKey,
  setKey,
  smallSize,
} from './support/generate.ts';

describe('Generate commands with an argument', () => {
  const messages = useFreshGateway();

  for (const command of ['jimeng.generate', 'jimeng.generateFromSelection'] as const) {
    it(`${command} resolves to the image that the gateway sent`, async () => {
      const result = await generate({ prompt: 'A lighthouse at dusk', ...smallSize }, command);

      const [task] = await gateway.tasks();
      assert.equal(result.taskId, task?.taskId);
      const [image, ...others] = result.images;
      assert.ok(image);
      assert.deepEqual(others, []);
      assert.deepEqual(
        { ...image, uri: image.uri.scheme },
        { ...smallSize, mimeType: 'image/png', uri: 'file' },
      );
      assert.deepEqual(await hashesOf(result.images), await sentHashes());
      assert.deepEqual(messages.shown, []);
    });
  }

  it('return every image of a set', async () => {
    const prompt = 'A set of 3 lighthouses';
    const { images } = await generate({ prompt, ...smallSize, forceSingle: false });

    assert.equal(images.length, 3);
    assert.deepEqual(await hashesOf(images), await sentHashes());
  });

  it('send the references to the provider in the argument', async () => {
    const imageUrls = ['https://example.com/a.png', 'http://example.com/b.jpg'];
    const result = await generate({
      prompt: 'A cat like these',
      ...smallSize,
      imageUrls,
      provider: 'deepwl',
    });

    const [submit] = await submitRequests();
    assert.equal(submit?.origin, 'deepwl');
    assert.deepEqual(submit.body['image_urls'], imageUrls);
    assert.equal(result.images[0]?.mimeType, 'image/jpeg');
  });

  it('write the key to no file', async () => {
    const { images } = await generate({ prompt: 'A secret garden', ...smallSize });
    const library = dirname(dirname(dirname(images[0]?.uri.fsPath ?? '')));
    const files = listFiles(library);
    assert.ok(files.length > 0);
    for (const file of files) {
      const content = await readFile(file);
      assert.equal(content.includes(sampleKeys.valid), false, file);
    }
  });

  const invalidArguments: readonly [
    description: string,
    argument: Record<string, unknown>,
    sentence: string,
  ][] = [
    ['an unknown field', { prompt: 'A cat', color: 'red' }, "Unknown argument 'color'. Remove it."],
    [
      'an unknown field of the watermark',
      { prompt: 'A cat', logoInfo: { color: 'red' } },
      "Unknown argument 'logoInfo.color'. Remove it.",
    ],
    [
      'a field of the wrong type',
      { prompt: 3 },
      "Invalid value 3 for argument 'prompt'. Expected: string",
    ],
    [
      'an unknown resolution',
      { prompt: 'A cat', resolution: '8k' },
      'Invalid value "8k" for argument \'resolution\'. Expected: "1k" | "2k" | "4k"',
    ],
    [
      'a blank prompt',
      { prompt: ' \n' },
      'The prompt is empty. Enter a prompt that describes the image.',
    ],
    [
      'a width without a height',
      { prompt: 'A cat', width: 2048 },
      'A width is specified without a height. Specify both or neither.',
    ],
    [
      'an area out of range',
      { prompt: 'A cat', width: 512, height: 512 },
      'The image area is out of range (262144 px). Choose a size between 1024 × 1024 and 4096 × 4096.',
    ],
    [
      'an unknown model',
      { prompt: 'A cat', model: 'jimeng-99' },
      "Unknown model 'jimeng-99'. Supported models: jimeng-4.0, jimeng-4.6, jimeng-3.1, jimeng-3.0, jimeng-3.0-i2i",
    ],
    [
      'a reference that is not an http URL',
      { prompt: 'A cat', imageUrls: ['file:///cat.png'] },
      "The reference image 'file:///cat.png' is not an http or https URL. Use a URL that the service can access.",
    ],
  ];
  for (const [description, argument, message] of invalidArguments) {
    it(`reject ${description} before anything is sent and show the message`, async () => {
      assert.equal(await rejectionMessage(argument), message);
      assert.deepEqual(messages.errors, [message]);
      assert.deepEqual(await submitRequests(), []);
    });
  }

  it('reject a blocked prompt, which the visible gallery shows', async () => {
    const message = await rejectionMessage({ prompt: 'A forbidden-word cat' });
    assert.match(
      message,
      /^The service's content filter blocked the prompt\. Change the prompt and try again\. Message from the service: \S/,
    );
    assert.deepEqual(messages.shown, []);
  });

  it('reject a wrong key, which the visible gallery shows', async () => {
    await setKey('octopusx', 'sk-wrong');
    const message = await rejectionMessage({ prompt: 'A cat' });
    assert.match(
      message,
      /^OctopusX rejected the API key\. Set a valid key and try again\. Message from the service: \S/,
    );
    assert.deepEqual(messages.shown, []);
  });

  it('ask for a missing key and reject without a message if the input is dismissed', async () => {
    const simulated = process.env['JIMENG_SIMULATED_DEEPWL'];
    // Another origin, for which no API key was set.
    process.env['JIMENG_SIMULATED_DEEPWL'] = 'http://127.0.0.1:9';
    try {
      const message = await rejectionWithoutKey({ prompt: 'A cat', provider: 'deepwl' });
      assert.equal(message, 'No API key is set for DeepWL. Set a key and try again.');
      assert.deepEqual(messages.errors, []);
      assert.deepEqual(await submitRequests(), []);
    } finally {
      process.env['JIMENG_SIMULATED_DEEPWL'] = simulated;
    }
  });
});

describe('jimeng.setApiKey with an argument', () => {
  beforeEach(resetGateway);

  it('sets the key of that provider only', async () => {
    await gateway.configure({ keys: ['sk-another'] });
    await setKey('deepwl', ' sk-another ');
    for (const provider of ['octopusx', 'deepwl']) {
      await rejectionMessage({ prompt: 'forbidden-word', provider });
    }
    assert.deepEqual(
      (await submitRequests()).map(({ origin, headers }) => [origin, headers['authorization']]),
      [
        ['octopusx', 'Bearer <key 0>'],
        ['deepwl', 'Bearer <key 2>'],
      ],
    );
  });

  it('accepts an access key and trims it', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = sampleAccessKeys.temporary;
    await setKey('volcengine', {
      accessKeyId: ` ${accessKeyId}`,
      secretAccessKey: `${secretAccessKey}\n`,
      sessionToken: ` ${sessionToken} `,
    });
    await rejectionMessage({ prompt: 'forbidden-word', provider: 'volcengine' });
    const [submit] = await submitRequests();
    assert.equal(submit?.code, 50412, 'the gateway accepted it');
    assert.equal(submit.headers['x-security-token'], '<key token 1>');
  });

  it('rejects the wrong kind of key', async () => {
    await assert.rejects(setKey('volcengine', sampleKeys.valid), {
      message: "Volcengine requires an access key. Pass 'accessKeyId' and 'secretAccessKey'.",
    });
    await assert.rejects(setKey('octopusx', sampleAccessKeys.permanent), {
      message: 'OctopusX requires an API key. Pass it as a string.',
    });
  });

  it('rejects an invalid key', async () => {
    await assert.rejects(setKey('octopusx', 'sk-密钥'), {
      message: 'The key contains invalid characters. Copy it again.',
    });
  });
});

async function hashesOf(images: readonly { uri: vscode.Uri }[]): Promise<string[]> {
  const files = await Promise.all(images.map(({ uri }) => readFile(uri.fsPath)));
  return files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

async function sentHashes(): Promise<string[]> {
  return (await gateway.requests()).flatMap(({ image }) => image?.sha256 ?? []);
}
