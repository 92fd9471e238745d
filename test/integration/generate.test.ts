import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import { sampleAccessKeys } from '../gateway/services/accessKeys.ts';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { eventually } from './support/eventually.ts';
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
      prompt: 'As these',
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
    const entries = await readdir(library, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    assert.ok(files.length > 0);
    for (const { parentPath, name } of files) {
      const content = await readFile(join(parentPath, name));
      assert.equal(content.includes(sampleKeys.valid), false, name);
    }
  });

  const invalidArguments: readonly [
    what: string,
    argument: Record<string, unknown>,
    sentence: string,
  ][] = [
    [
      'an unknown field',
      { prompt: 'A cat', colour: 'red' },
      'The command takes no argument “colour”. Leave it out.',
    ],
    [
      'an unknown field of the watermark',
      { prompt: 'A cat', logoInfo: { colour: 'red' } },
      'The command takes no argument “logoInfo.colour”. Leave it out.',
    ],
    [
      'a field of the wrong type',
      { prompt: 3 },
      'The argument “prompt” cannot be 3. It takes: string',
    ],
    [
      'an unknown resolution',
      { prompt: 'A cat', resolution: '8k' },
      'The argument “resolution” cannot be "8k". It takes: "1k" | "2k" | "4k"',
    ],
    [
      'a blank prompt',
      { prompt: ' \n' },
      'There is no prompt. Describe the picture in a few words.',
    ],
    [
      'a width without a height',
      { prompt: 'A cat', width: 2048 },
      'There is a width without a height. Give both or neither.',
    ],
    [
      'an area out of range',
      { prompt: 'A cat', width: 512, height: 512 },
      'The area of 262144 pixels is out of range. Choose between 1024 × 1024 and 4096 × 4096.',
    ],
    [
      'an unknown model',
      { prompt: 'A cat', model: 'jimeng-99' },
      'There is no model “jimeng-99”. Choose one of these: jimeng-4.0, jimeng-4.6, jimeng-3.1, jimeng-3.0, jimeng-3.0-i2i',
    ],
    [
      'a reference that is not on the web',
      { prompt: 'A cat', imageUrls: ['file:///cat.png'] },
      'The reference “file:///cat.png” is not an http or https address. Use one that the service can fetch.',
    ],
  ];
  for (const [what, argument, message] of invalidArguments) {
    it(`reject ${what} before anything is sent and show the message`, async () => {
      assert.equal(await rejectionMessage(argument), message);
      assert.deepEqual(messages.errors, [message]);
      assert.deepEqual(await submitRequests(), []);
    });
  }

  it('reject a blocked prompt and show the message', async () => {
    const message = await rejectionMessage({ prompt: 'A forbidden-word cat' });
    assert.equal(
      message,
      'The content check of the service refused the prompt. Change its wording and try again.',
    );
    await assertShownOnce(message);
    assert.deepEqual(messages.shown[0]?.buttons, ['Edit Prompt']);
  });

  it('reject a wrong key and show the message', async () => {
    await setKey('octopusx', 'sk-wrong');
    const message = await rejectionMessage({ prompt: 'A cat' });
    assert.equal(message, 'OctopusX does not accept the API key. Set the right one and try again.');
    await assertShownOnce(message);
    assert.deepEqual(messages.shown[0]?.buttons, ['Set API Key']);
  });

  it('ask for a missing key and report it if the input is dismissed', async () => {
    const simulated = process.env['JIMENG_SIMULATED_DEEPWL'];
    // Another origin, for which no key was ever set.
    process.env['JIMENG_SIMULATED_DEEPWL'] = 'http://127.0.0.1:9';
    try {
      const message = await rejectionWithoutKey({ prompt: 'A cat', provider: 'deepwl' });
      assert.equal(message, 'There is no API key for DeepWL yet. Set it and try again.');
      assert.deepEqual(messages.errors, [message]);
      assert.deepEqual(await submitRequests(), []);
    } finally {
      process.env['JIMENG_SIMULATED_DEEPWL'] = simulated;
    }
  });

  async function assertShownOnce(message: string): Promise<void> {
    await eventually('the message', () => messages.shown[0]);
    assert.deepEqual(messages.errors, [message]);
  }
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
    assert.equal(submit?.code, 50412, 'the gateway let it in');
    assert.equal(submit.headers['x-security-token'], '<key token 1>');
  });

  it('rejects the wrong kind of key', async () => {
    await assert.rejects(setKey('volcengine', sampleKeys.valid), {
      message: 'Volcengine takes an access key. Give both “accessKeyId” and “secretAccessKey”.',
    });
    await assert.rejects(setKey('octopusx', sampleAccessKeys.permanent), {
      message: 'OctopusX takes an API key. Give it as one text.',
    });
  });

  it('rejects an invalid key', async () => {
    await assert.rejects(setKey('octopusx', 'two words'), {
      message: 'A key has no spaces and only plain characters. Copy it again.',
    });
  });
});

async function hashesOf(images: readonly { uri: vscode.Uri }[]): Promise<string[]> {
  const files = await Promise.all(images.map(({ uri }) => readFile(uri.fsPath)));
  return files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

async function sentHashes(): Promise<string[]> {
  return (await gateway.requests()).flatMap(({ picture }) => picture?.sha256 ?? []);
}
