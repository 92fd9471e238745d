import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import { samplePairs } from '../gateway/accessKeys.ts';
import { sampleKeys } from '../gateway/keys.ts';
import { eventually } from './support/eventually.ts';
import { gateway, submits } from './support/gateway.ts';
import {
  eachAfresh,
  freshGateway,
  generate,
  refusalOf,
  refusalWithoutKey,
  setKey,
  small,
} from './support/generating.ts';

describe('the generate commands, called with an argument', () => {
  const messages = eachAfresh();

  for (const command of ['jimeng.generate', 'jimeng.generateFromSelection'] as const) {
    it(`${command} resolves to the picture that the gateway sent`, async () => {
      const result = await generate({ prompt: 'A lighthouse at dusk', ...small }, command);

      const [task] = await gateway.tasks();
      assert.equal(result.taskId, task?.taskId);
      const [image, ...others] = result.images;
      assert.ok(image);
      assert.deepEqual(others, []);
      assert.deepEqual(
        { ...image, uri: image.uri.scheme },
        { ...small, mimeType: 'image/png', uri: 'file' },
      );
      assert.deepEqual(await hashesOf(result.images), await hashesSent());
      assert.deepEqual(messages.shown, []);
    });
  }

  it('brings every picture of a set', async () => {
    const prompt = 'A set of 3 lighthouses';
    const { images } = await generate({ prompt, ...small, forceSingle: false });

    assert.equal(images.length, 3);
    assert.deepEqual(await hashesOf(images), await hashesSent());
  });

  it('sends the references, and asks the provider that the argument names', async () => {
    const imageUrls = ['https://example.com/a.png', 'http://example.com/b.jpg'];
    const result = await generate({ prompt: 'As these', ...small, imageUrls, provider: 'deepwl' });

    const [submit] = await submits();
    assert.equal(submit?.origin, 'deepwl');
    assert.deepEqual(submit.body['image_urls'], imageUrls);
    assert.equal(result.images[0]?.mimeType, 'image/jpeg');
  });

  it('keeps the key out of what it writes', async () => {
    const { images } = await generate({ prompt: 'A secret garden', ...small });
    const library = dirname(dirname(dirname(images[0]?.uri.fsPath ?? '')));
    const entries = await readdir(library, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    assert.ok(files.length > 0);
    for (const { parentPath, name } of files) {
      const content = await readFile(join(parentPath, name));
      assert.equal(content.includes(sampleKeys.valid), false, name);
    }
  });

  const faults: readonly [what: string, argument: Record<string, unknown>, sentence: string][] = [
    ['an unknown field', { prompt: 'A cat', color: 'red' }, "Unknown argument 'color'. Remove it."],
    [
      'an unknown field of a mark',
      { prompt: 'A cat', logoInfo: { color: 'red' } },
      "Unknown argument 'logoInfo.color'. Remove it.",
    ],
    [
      'a field of another type',
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
      'a reference that is not on the web',
      { prompt: 'A cat', imageUrls: ['file:///cat.png'] },
      "The reference image 'file:///cat.png' is not an http or https URL. Use a URL that the service can access.",
    ],
  ];
  for (const [what, argument, sentence] of faults) {
    it(`reject ${what} before anything is sent, with the sentence shown`, async () => {
      assert.equal(await refusalOf(argument), sentence);
      assert.deepEqual(messages.errors, [sentence]);
      assert.deepEqual(await submits(), []);
    });
  }

  it('reject a refused prompt with the sentence shown', async () => {
    const sentence = await refusalOf({ prompt: 'A forbidden-word cat' });
    assert.equal(
      sentence,
      "The service's content filter blocked the prompt. Change the prompt and try again.",
    );
    await shownOnce(sentence);
    assert.deepEqual(messages.shown[0]?.buttons, ['Edit Prompt']);
  });

  it('reject a wrong key with the sentence shown', async () => {
    await setKey('octopusx', 'sk-wrong');
    const sentence = await refusalOf({ prompt: 'A cat' });
    assert.equal(sentence, 'OctopusX rejected the API key. Set a valid key and try again.');
    await shownOnce(sentence);
    assert.deepEqual(messages.shown[0]?.buttons, ['Set API Key']);
  });

  it('ask for a key that is not there, and say so when the box is dismissed', async () => {
    const simulated = process.env['JIMENG_SIMULATED_DEEPWL'];
    // Another origin, for which no key was ever set.
    process.env['JIMENG_SIMULATED_DEEPWL'] = 'http://127.0.0.1:9';
    try {
      const rejected = await refusalWithoutKey({ prompt: 'A cat', provider: 'deepwl' });
      assert.equal(rejected, 'No API key is set for DeepWL. Set a key and try again.');
      assert.deepEqual(messages.errors, [rejected]);
      assert.deepEqual(await submits(), []);
    } finally {
      process.env['JIMENG_SIMULATED_DEEPWL'] = simulated;
    }
  });

  async function shownOnce(sentence: string): Promise<void> {
    await eventually('the message', () => messages.shown[0]);
    assert.deepEqual(messages.errors, [sentence]);
  }
});

describe('jimeng.setApiKey with an argument', () => {
  beforeEach(freshGateway);

  it('sets the key of that provider alone', async () => {
    await gateway.configure({ keys: ['sk-another'] });
    await setKey('deepwl', ' sk-another ');
    for (const provider of ['octopusx', 'deepwl']) {
      await refusalOf({ prompt: 'forbidden-word', provider });
    }
    assert.deepEqual(
      (await submits()).map(({ origin, headers }) => [origin, headers['authorization']]),
      [
        ['octopusx', 'Bearer <key 0>'],
        ['deepwl', 'Bearer <key 2>'],
      ],
    );
  });

  it('takes an access key, without the spaces of a copy', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = samplePairs.temporary;
    await setKey('volcengine', {
      accessKeyId: ` ${accessKeyId}`,
      secretAccessKey: `${secretAccessKey}\n`,
      sessionToken: ` ${sessionToken} `,
    });
    await refusalOf({ prompt: 'forbidden-word', provider: 'volcengine' });
    const [submit] = await submits();
    assert.equal(submit?.code, 50412, 'the gateway let it in');
    assert.equal(submit.headers['x-security-token'], '<key token 1>');
  });

  it('refuses the key of another kind of provider', async () => {
    await assert.rejects(setKey('volcengine', sampleKeys.valid), {
      message: "Volcengine requires an access key. Pass 'accessKeyId' and 'secretAccessKey'.",
    });
    await assert.rejects(setKey('octopusx', samplePairs.permanent), {
      message: 'OctopusX requires an API key. Pass it as a string.',
    });
  });

  it('refuses what cannot be a key', async () => {
    await assert.rejects(setKey('octopusx', 'two words'), {
      message: 'The key contains invalid characters. Copy it again.',
    });
  });
});

async function hashesOf(images: readonly { uri: vscode.Uri }[]): Promise<string[]> {
  const files = await Promise.all(images.map(({ uri }) => readFile(uri.fsPath)));
  return files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

async function hashesSent(): Promise<string[]> {
  return (await gateway.requests()).flatMap(({ picture }) => picture?.sha256 ?? []);
}
