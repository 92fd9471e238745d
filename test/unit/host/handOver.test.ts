import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { JimengError, providers, type ApiKey } from '../../../src/jimeng/index.ts';
import type { FailureActionServices } from '../../../src/host/failureNotification.ts';
import type { GenerationService as GenerationServiceType } from '../../../src/host/generationService.ts';
import type { PromptInput } from '../../../src/host/promptInput.ts';
import type { Log } from '../../../src/host/ui/log.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { libraryChangedCode } from '../../../src/tasks/libraryUse.ts';
import type { TaskEngine } from '../../../src/tasks/taskEngine.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { recordOf } from '../support/galleryRecords.ts';
import { ManualClock } from '../support/manualClock.ts';

const { ApiKeyStore } = await import('../../../src/host/keys/apiKeyStore.ts');
const { GenerationService } = await import('../../../src/host/generationService.ts');
const { RequestSettings } = await import('../../../src/host/requestSettings.ts');
const { SubmittedRequests } = await import('../../../src/host/submissions/submittedRequests.ts');

const settle = () => new Promise((resolve) => setImmediate(resolve));
const provider = providers.octopusx;
const submission = (prompt: string) => ({
  provider,
  request: { model: 'jimeng-4.0', prompt, forceSingle: true } as const,
});

describe('GenerationService.handOver', () => {
  let window: FakeWindow;
  let key: string | undefined;
  let enteredKeys: ApiKey[];
  let isSampleMode: boolean;
  /** What each library was asked to do, and the galleries that were shown. */
  let calls: string[];
  /** The names of the libraries that are not used anymore. */
  let ended: Set<string>;
  /** The records of the new library. */
  let movedRecords: GenerationRecord[];
  /** What happens while the user is asked. */
  let whileAsked: () => void;
  let submittedRequests: InstanceType<typeof SubmittedRequests>;
  let earlier: GenerationServiceType;
  let next: GenerationServiceType;

  function createService(name: string): GenerationServiceType {
    const call = async (text: string, result?: unknown): Promise<never> => {
      if (ended.has(name)) throw new JimengError({ kind: 'save', code: libraryChangedCode });
      calls.push(`${name}: ${text}`);
      return Promise.resolve(result as never);
    };
    const secrets = { get: () => Promise.resolve(key) } as unknown as vscode.SecretStorage;
    const apiKeys = new ApiKeyStore(secrets, {
      checkApiKey: () => assert.fail(),
      clock: new ManualClock(),
      onError: () => undefined,
    });
    apiKeys.askForKey = () => {
      whileAsked();
      key = 'sk-1';
      const enteredKey = enteredKeys.shift();
      return Promise.resolve(
        enteredKey && { provider, key: enteredKey, check: { result: 'accepted' } },
      );
    };
    const services: FailureActionServices = {
      apiKeys,
      log: { error: () => undefined } as unknown as Log,
      promptInput: {
        keepUnsent: (text: string) => calls.push(`${name}: draft ${text}`),
      } as unknown as PromptInput,
    };
    return new GenerationService({
      ...services,
      engine: {
        start: (_: unknown, { prompt }: { prompt: string }) =>
          call(`start ${prompt}`, { finished: Promise.resolve(undefined) }),
        getHold: () => undefined,
        retry: (id: string) => call(`retry ${id}`),
        queryTask: (_: unknown, __: unknown, { taskId }: { taskId: string }) =>
          call(`query ${taskId}`, {}),
      } as unknown as TaskEngine,
      library: { getMany: () => Promise.resolve(movedRecords) },
      requestSettings: new RequestSettings(services),
      submittedRequests,
      samples: {
        isActive: () => {
          whileAsked();
          return Promise.resolve(isSampleMode);
        },
        start: ([request]) => call(`sample ${request?.prompt ?? ''}`, []),
      },
      now: () => 0,
      showGallery: () => calls.push(`${name}: gallery`),
    });
  }

  const changeLibrary = () => {
    ended.add('earlier');
    earlier.handOver(() => Promise.resolve(next));
  };

  beforeEach(async () => {
    window = await FakeWindow.open();
    key = 'sk-1';
    enteredKeys = [];
    isSampleMode = false;
    calls = [];
    ended = new Set();
    movedRecords = [];
    whileAsked = () => undefined;
    submittedRequests = new SubmittedRequests();
    earlier = createService('earlier');
    next = createService('next');
  });

  it('generates in the new library what is started afterwards', async () => {
    changeLibrary();
    await earlier.start([submission('a cat')]);
    await earlier.queryTask(provider, 'task-1', 'jimeng-4.0');
    assert.deepEqual(calls, [
      'next: gallery',
      'next: start a cat',
      'next: gallery',
      'next: query task-1',
    ]);
  });

  it('generates there what the user confirms only afterwards, without asking again', async () => {
    const prompts = ['1', '2', '3', '4'];
    window.buttonsToPress.push('Generate');
    const starting = earlier.start(prompts.map(submission));
    changeLibrary();
    await starting;
    assert.deepEqual(calls, ['next: gallery', ...prompts.map((prompt) => `next: start ${prompt}`)]);
    assert.equal(window.shown.length, 1);
  });

  it('creates samples there', async () => {
    [key, isSampleMode, whileAsked] = [undefined, true, changeLibrary];
    await earlier.start([submission('a cat')]);
    assert.deepEqual(calls, ['next: gallery', 'next: sample a cat']);
  });

  it('keeps the prompt there, and starts it with the button when a key was entered', async () => {
    [key, whileAsked] = [undefined, changeLibrary];
    enteredKeys = [{ kind: 'bearer', token: 'sk-1' }];
    window.buttonsToPress.push('Generate Image');
    await assert.rejects(earlier.start([submission('a cat')]));
    await settle();
    assert.deepEqual(calls, ['next: draft a cat', 'next: gallery', 'next: start a cat']);
  });

  it('keeps the prompts that were not started before, and retries them there', async () => {
    window.buttonsToPress.push('Retry');
    ended.add('earlier');
    const failure = { kind: 'save', code: libraryChangedCode };
    await assert.rejects(earlier.start([submission('a cat')]), { failure });
    changeLibrary();
    await settle();
    assert.deepEqual(calls, [
      'earlier: gallery',
      'earlier: draft a cat',
      'next: gallery',
      'next: start a cat',
    ]);
    assert.equal(
      window.shown[0]?.text,
      'The library is in another folder now, so nothing was sent. Try again, or continue in the gallery.',
    );
  });

  it('does not submit from an old notification what was submitted in the new library', async () => {
    const failure = { kind: 'noKey' } as const;
    const { request } = submission('a cat');
    const record = recordOf(1, { request, state: 'failed', failure });
    enteredKeys = [{ kind: 'bearer', token: 'sk-1' }];
    window.buttonsToPress.push('Set API Key…', 'Generate Image');
    let startInNext: Promise<unknown> = Promise.resolve();
    whileAsked = () => {
      changeLibrary();
      startInNext = next.start([submission('a cat')]);
    };
    earlier.reportRecord(record, failure);
    await settle();
    await startInNext;
    assert.deepEqual(calls, ['next: gallery', 'next: start a cat']);
  });

  describe('retries a generation', () => {
    const { request } = submission('a cat');
    const failed = recordOf(1, { request, state: 'failed', failure: { kind: 'quota' } });

    it('in the new library, if it was moved there', async () => {
      movedRecords = [failed];
      changeLibrary();
      await earlier.retry([failed]);
      assert.deepEqual([calls, window.shown], [[`next: retry ${failed.id}`], []]);
    });

    it('when it has been moved there, and reports that before', async () => {
      changeLibrary();
      await earlier.retry([failed]);
      assert.deepEqual(calls, []);
      assert.match(window.shown[0]?.text ?? '', /^The library is in another folder now/);
      movedRecords = [failed];
      await earlier.retry([failed]);
      assert.deepEqual(calls, [`next: retry ${failed.id}`]);
    });
  });
});
