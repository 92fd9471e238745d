import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { JimengError, providers, type ApiKey, type Failure } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import type { EnteredKey } from '../../../src/host/keys/apiKeyInput.ts';
import type { ApiKeyStore as ApiKeyStoreType } from '../../../src/host/keys/apiKeyStore.ts';
import type { GenerationService as GenerationServiceType } from '../../../src/host/generationService.ts';
import type { RequestSettings as RequestSettingsType } from '../../../src/host/requestSettings.ts';
import type { PromptInput } from '../../../src/host/promptInput.ts';
import type { FailureActionServices } from '../../../src/host/failureNotification.ts';
import type { Log } from '../../../src/host/ui/log.ts';
import type { Hold } from '../../../src/tasks/holds.ts';
import type { TaskEngine } from '../../../src/tasks/taskEngine.ts';
import { deferred } from '../support/deferred.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { recordOf } from '../support/galleryRecords.ts';
import { ManualClock } from '../support/manualClock.ts';

const { ApiKeyStore } = await import('../../../src/host/keys/apiKeyStore.ts');
const { GenerationService } = await import('../../../src/host/generationService.ts');
const { RequestSettings } = await import('../../../src/host/requestSettings.ts');
const { SubmittedRequests } = await import('../../../src/host/submissions/submittedRequests.ts');

const provider = providers.octopusx;
const submission = (prompt: string) => ({
  provider,
  request: { model: 'jimeng-4.0', prompt, forceSingle: true },
});
const task = { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 1 };
const library = { getImagePath: () => '/1.png' };
const toEntered = (key: ApiKey): EnteredKey => ({
  provider,
  key,
  check: { result: 'accepted' },
});
const hang = () => new Promise<never>(() => undefined);

describe('GenerationService', () => {
  let window: FakeWindow;
  let clock: ManualClock;
  /** What the key store of the system does. */
  let readKey: () => Promise<string | undefined>;
  /** The keys that the user enters; without one, the input is dismissed. */
  let enteredKeys: (ApiKey | undefined)[];
  let draft: string;
  let submitted: string[];
  let engineCalls: string[];
  /** How each run ends. */
  let ended: Partial<GenerationRecord>;
  let isSampleMode: boolean;
  /** The prompts of samples. */
  let drawn: string[];
  /** Why generations do not run by themselves. */
  let hold: Hold | undefined;
  let apiKeys: ApiKeyStoreType;
  let requestSettings: RequestSettingsType;
  let service: GenerationServiceType;

  beforeEach(async () => {
    window = await FakeWindow.open();
    clock = new ManualClock();
    readKey = () => Promise.resolve('sk-1');
    enteredKeys = [];
    draft = '';
    submitted = [];
    engineCalls = [];
    ended = {};
    hold = undefined;
    isSampleMode = false;
    drawn = [];
    const secrets = { get: () => readKey() } as unknown as vscode.SecretStorage;
    apiKeys = new ApiKeyStore(secrets, {
      checkApiKey: () => assert.fail(),
      clock,
      onError: () => undefined,
    });
    apiKeys.askForKey = () => {
      const key = enteredKeys.shift();
      if (key) readKey = () => Promise.resolve('sk-1');
      return Promise.resolve(key && toEntered(key));
    };
    const call = (name: string, result: unknown) => {
      engineCalls.push(name);
      return Promise.resolve(result);
    };
    const engine = {
      start: (_: unknown, request: { prompt: string }) =>
        call(`start ${request.prompt}`, { finished: Promise.resolve(recordOf(1, ended)) }),
      getHold: () => hold,
      retry: (id: string) => call(`retry ${id}`, undefined),
      queryTask: (_: unknown, __: unknown, { taskId }: { taskId: string }) =>
        call(`query ${taskId}`, { existingRecord: recordOf(1) }),
    } as unknown as TaskEngine;
    const services: FailureActionServices = {
      apiKeys,
      log: { error: () => undefined, show: () => undefined } as unknown as Log,
      promptInput: { keepUnsent: (text: string) => (draft = text) } as unknown as PromptInput,
    };
    requestSettings = new RequestSettings(services);
    service = new GenerationService({
      ...services,
      engine,
      library: { getMany: () => Promise.resolve([]) },
      requestSettings,
      submittedRequests: new SubmittedRequests(),
      samples: {
        isActive: () => Promise.resolve(isSampleMode),
        start: (requests) =>
          Promise.resolve(
            requests.map(({ prompt }, index) => {
              drawn.push(prompt);
              const finished = Promise.resolve(recordOf(index));
              return { id: `sample${index}`, prompt, startedAt: 0, library, finished };
            }),
          ),
      },
      now: () => clock.now(),
      showGallery: () => undefined,
    });
    service.onDidSubmit(({ prompt }) => submitted.push(prompt));
  });

  const start = (...prompts: string[]) => service.start(prompts.map(submission));

  describe('in sample mode', () => {
    beforeEach(() => {
      isSampleMode = true;
      readKey = () => Promise.resolve(undefined);
    });

    it('creates a sample for each prompt, without a question, a key, or a submit', async () => {
      const prompts = ['a', 'b', 'c', 'd', 'e'];
      const runs = await start(...prompts);
      assert.deepEqual(
        runs.map(({ prompt }) => prompt),
        prompts,
      );
      assert.deepEqual([drawn, engineCalls, window.shown], [prompts, [], []]);
      // This empties the drafts.
      assert.deepEqual(submitted, prompts);
    });

    it('creates one for a double click', async () => {
      await Promise.all([start('a cat'), start('a cat')]);
      assert.deepEqual(drawn, ['a cat']);
    });

    it('creates none for an invalid request', async () => {
      await failureOf(start(''));
      assert.deepEqual(drawn, []);
    });
  });

  describe('without an API key', () => {
    it('submits nothing if the input is dismissed, and keeps the prompt', async () => {
      readKey = () => Promise.resolve(undefined);
      assert.deepEqual(await failureOf(start('a cat')), { kind: 'noKey' });
      assert.deepEqual([engineCalls, draft, submitted], [[], 'a cat', []]);
    });

    it('shows nothing if the input is dismissed', async () => {
      readKey = () => Promise.resolve(undefined);
      await failureOf(start('a cat'));
      assert.deepEqual(window.shown, []);
    });

    it('submits nothing by itself when the key is entered, and once when the button is pressed', async () => {
      readKey = () => Promise.resolve(undefined);
      enteredKeys = [{ kind: 'bearer', token: 'sk-1' }];
      assert.deepEqual(await failureOf(start('a cat')), { kind: 'canceled' });
      await settle();
      assert.deepEqual([engineCalls, draft], [[], 'a cat']);
      assert.deepEqual(window.shown, [
        { text: 'The API key for OctopusX works.', buttons: ['Generate Image'] },
      ]);
      readKey = () => Promise.resolve(undefined);
      enteredKeys = [{ kind: 'bearer', token: 'sk-1' }];
      window.buttonsToPress.push('Generate Image');
      await failureOf(start('a cat'));
      await settle();
      assert.deepEqual(engineCalls, ['start a cat']);
      // This empties the drafts.
      assert.deepEqual(submitted, ['a cat']);
    });

    it('queries a task at once, because that is not billed', async () => {
      readKey = () => Promise.resolve(undefined);
      enteredKeys = [{ kind: 'bearer', token: 'sk-1' }];
      await service.queryTask(provider, 'task-1', 'jimeng-4.0');
      assert.deepEqual(engineCalls, ['query task-1']);
    });

    const reportFailed = () => {
      const failure = { kind: 'noKey' } as const;
      const { request } = submission('a cat');
      service.reportRecord(recordOf(1, { request, state: 'failed', failure }), failure);
    };

    /** Fails, and presses the buttons when the result is called. */
    const press = async (fail: () => unknown) => {
      const key: ApiKey = { kind: 'bearer', token: 'sk-1' };
      apiKeys.askForKey = () => Promise.resolve(toEntered(key));
      const pressed = deferred();
      window.pressesAfter = pressed.promise;
      window.buttonsToPress.push('Set API Key…', 'Generate Image');
      await fail();
      await settle();
      return async () => {
        clock.advance(1000);
        pressed.fulfill(undefined);
        await settle();
        window.buttonsToPress.length = 0;
      };
    };

    it('does not submit from an old notification what was submitted since', async () => {
      readKey = () => Promise.resolve(undefined);
      for (const fail of [() => failureOf(start('a cat')), reportFailed]) {
        engineCalls = [];
        readKey = () => Promise.resolve(undefined);
        const enterKey = await press(fail);
        readKey = () => Promise.resolve('sk-1');
        await start('a cat');
        await enterKey();
        assert.deepEqual(engineCalls, ['start a cat']);
      }
    });

    it('still starts the others from an old notification', async () => {
      readKey = () => Promise.resolve(undefined);
      const enterKey = await press(() => failureOf(start('a cat', 'a dog')));
      readKey = () => Promise.resolve('sk-1');
      await start('a cat');
      await enterKey();
      assert.deepEqual(submitted, ['a cat', 'a dog']);
    });
  });

  describe('with a key store that fails', () => {
    it('submits nothing, keeps the prompt, and offers to try again', async () => {
      readKey = () => Promise.reject(new Error('locked'));
      const failure = await failureOf(start('a cat'));
      assert.deepEqual(failure, { kind: 'keyStore', problem: 'failed' });
      assert.deepEqual([engineCalls, draft], [[], 'a cat']);
      assert.deepEqual(window.shown[0]?.buttons, ['Retry', 'Show Log']);
    });

    it('submits once when it works again', async () => {
      readKey = () => {
        readKey = () => Promise.resolve('sk-1');
        return Promise.reject(new Error('locked'));
      };
      window.buttonsToPress.push('Retry');
      await failureOf(start('a cat'));
      await settle();
      assert.deepEqual(engineCalls, ['start a cat']);
    });

    it('gives up after 30 seconds if it does not respond', async () => {
      readKey = hang;
      const failure = failureOf(start('a cat'));
      await settle();
      clock.advance(30_000);
      assert.deepEqual(await failure, { kind: 'keyStore', problem: 'noResponse' });
      assert.deepEqual([engineCalls, draft], [[], 'a cat']);
    });

    it('can be canceled while it does not respond', async () => {
      readKey = hang;
      const failure = failureOf(start('a cat'));
      await settle();
      assert.equal(typeof window.cancelProgress, 'undefined', 'nothing is shown at first');
      clock.advance(1000);
      await settle();
      assert.ok(window.cancelProgress);
      window.cancelProgress();
      assert.deepEqual(await failure, { kind: 'canceled' });
      assert.deepEqual([engineCalls, draft, window.shown], [[], 'a cat', []]);
    });
  });

  describe('with several prompts', () => {
    const four = ['1', '2', '3', '4'] as const;

    it('asks before the fourth, and submits nothing if the user cancels', async () => {
      window.setSettings({ pricePerImage: { octopusx: '0.22 CNY' } });
      assert.deepEqual(await failureOf(start(...four, '4')), { kind: 'canceled' });
      assert.deepEqual(engineCalls, []);
      assert.deepEqual(window.shown, [
        {
          text: 'Do you want to generate images for 4 prompts?',
          detail: '4 images will be billed. Cost: 0.88 CNY. 1 duplicate prompt is skipped.',
          buttons: ['Generate'],
        },
      ]);
    });

    it('submits them if the user agrees', async () => {
      window.buttonsToPress.push('Generate');
      await start(...four);
      assert.deepEqual(submitted, [...four]);
    });

    it('submits equal ones once, without a dialog', async () => {
      await start(...Array.from({ length: 25 }, () => 'a cat'));
      assert.deepEqual([submitted, window.shown], [['a cat'], []]);
    });
  });

  describe('pressed twice', () => {
    it('submits once within a second, from Generate and Generate Again alike', async () => {
      const { request } = submission('a cat');
      const again = service.generateAgain([recordOf(1, { request })]);
      await Promise.all([start('a cat'), start('a cat'), again]);
      clock.advance(999);
      await start('a cat');
      assert.deepEqual(submitted, ['a cat']);
      clock.advance(1);
      await start('a cat');
      assert.deepEqual(submitted, ['a cat', 'a cat']);
    });

    it('submits again at once if the service has refused the first', async () => {
      ended = { state: 'failed', failure: { kind: 'quota' } };
      await start('a cat');
      await settle();
      await start('a cat');
      assert.equal(submitted.length, 2);
    });

    it('does not submit again at once if the first may have been billed', async () => {
      ended = { state: 'failed', failure: { kind: 'quota', maybeBilled: true } };
      await start('a cat');
      await settle();
      await start('a cat');
      assert.equal(submitted.length, 1);
    });

    it('retries once', async () => {
      const record = recordOf(1, {
        state: 'failed',
        failure: { kind: 'timeout', seconds: 9 },
        task,
      });
      await Promise.all([service.retry([record]), service.retry([record])]);
      assert.deepEqual(engineCalls, [`retry ${record.id}`]);
    });
  });

  describe('for a request that may have been billed', () => {
    const record = recordOf(1, {
      request: submission('prompt 1').request,
      state: 'failed',
      failure: { kind: 'interrupted' },
    });

    it('does not retry', async () => {
      await service.retry([record]);
      assert.deepEqual(engineCalls, []);
    });

    it('asks before it generates the image again', async () => {
      assert.deepEqual(await failureOf(service.generateAgain([record])), { kind: 'canceled' });
      assert.deepEqual(engineCalls, []);
      assert.equal(window.shown[0]?.detail, 'It may be billed twice.');
      window.buttonsToPress.push('Generate Again');
      await service.generateAgain([record]);
      assert.deepEqual(submitted, ['prompt 1']);
    });

    it('asks once if it is pressed twice', async () => {
      window.buttonsToPress.push('Generate Again', 'Generate Again');
      await Promise.all([service.generateAgain([record]), service.generateAgain([record])]);
      assert.deepEqual([window.shown.length, submitted], [1, ['prompt 1']]);
    });

    it('shows in the same question how many images of a set are billed', async () => {
      await failureOf(service.generateAgain([{ ...record, request: recordOf(1).request }]));
      assert.deepEqual(
        window.shown.map(({ detail }) => detail),
        ['Up to 15 images will be billed. It may be billed twice.'],
      );
    });

    it('asks after every failure that leaves it open', async () => {
      for (const failure of [
        { kind: 'unexpected' },
        { kind: 'canceled', maybeBilled: true },
        { kind: 'noResponse', host: 'a', seconds: 9, maybeBilled: true },
      ] as const) {
        const failed = recordOf(1, { state: 'failed', failure });
        assert.deepEqual(await failureOf(service.generateAgain([failed])), { kind: 'canceled' });
      }
      assert.deepEqual(engineCalls, []);
    });

    it('offers to look for the image first', async () => {
      window.buttonsToPress.push('Query Task…');
      service.reportRecord(record, { kind: 'interrupted' });
      await settle();
      assert.deepEqual(window.shown[0]?.buttons, [
        'Query Task…',
        'Open OctopusX',
        'Generate Again (May Be Billed Twice)',
      ]);
      assert.deepEqual([window.executedCommands, engineCalls], [['jimeng.queryTask'], []]);
    });
  });

  describe('with a set', () => {
    const set = recordOf(1);
    const details = () => window.shown.map(({ detail }) => detail);

    it('asks before it generates the images again', async () => {
      window.setSettings({ pricePerImage: { octopusx: '0.22 CNY' } });
      assert.deepEqual(await failureOf(service.generateAgain([set])), { kind: 'canceled' });
      assert.deepEqual(details(), ['Up to 15 images will be billed. Cost: up to 3.3 CNY.']);
      assert.deepEqual(engineCalls, []);
      window.buttonsToPress.push('Generate');
      await service.generateAgain([set]);
      assert.deepEqual(submitted, ['prompt 1']);
    });

    it('asks after Generate Again in a notification', async () => {
      window.buttonsToPress.push('Generate Again');
      service.reportRecord({ ...set, task }, { kind: 'taskFailed' });
      await settle();
      assert.equal(details().at(-1), 'Up to 15 images will be billed.');
      assert.deepEqual(engineCalls, []);
    });

    it('asks nothing on Generate, whose button shows it', async () => {
      await service.start([{ provider, request: set.request }]);
      assert.deepEqual(window.shown, []);
    });
  });

  describe('retried as a selection', () => {
    const refused = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        recordOf(n, {
          request: submission('a cat').request,
          state: 'failed',
          failure: { kind: 'quota' },
        }),
      );

    it('asks before more than three are submitted again, with their cost', async () => {
      window.setSettings({ pricePerImage: { octopusx: '0.22 CNY' } });
      assert.deepEqual(await failureOf(service.retry(refused(25))), { kind: 'canceled' });
      assert.deepEqual(engineCalls, []);
      assert.equal(window.shown[0]?.detail, '25 images will be billed. Cost: 5.5 CNY.');
    });

    it('asks once, and submits each once, if it is pressed twice', async () => {
      window.buttonsToPress.push('Generate', 'Generate');
      await Promise.all([service.retry(refused(4)), service.retry(refused(4))]);
      assert.deepEqual([window.shown.length, engineCalls.length], [1, 4]);
    });

    it('asks before a set is submitted that another computer has started', async () => {
      const request = { model: 'jimeng-4.0', prompt: 'all seasons' } as const;
      hold = 'notStartedHere';
      const retried = service.retry([recordOf(1, { request, state: 'queued' })]);
      assert.deepEqual(await failureOf(retried), { kind: 'canceled' });
      assert.equal(window.shown[0]?.detail, 'Up to 15 images will be billed.');
      assert.deepEqual(engineCalls, []);
    });

    it('asks before it submits again what may have been submitted', async () => {
      hold = 'maybeSubmitted';
      const retried = service.retry([
        recordOf(1, { request: submission('a cat').request, state: 'queued' }),
      ]);
      assert.deepEqual(await failureOf(retried), { kind: 'canceled' });
      assert.equal(window.shown[0]?.detail, 'It may be billed twice.');
      assert.deepEqual(engineCalls, []);
    });

    it('asks nothing for three, or if the tasks are known', async () => {
      await service.retry(refused(3));
      await service.retry(refused(25).map((record) => ({ ...record, task })));
      assert.equal(engineCalls.length, 28 - 3, 'the first three are the same press');
      assert.deepEqual(window.shown, []);
    });
  });

  describe('with an invalid setting', () => {
    it('uses no provider if its name is unknown', () => {
      window.setSettings({ provider: 'volcano' });
      assert.throws(() => requestSettings.requireProvider(), JimengError);
      assert.equal(requestSettings.requireProvider('deepwl').id, 'deepwl');
      assert.deepEqual(window.shown[0]?.buttons, ['Open Settings']);
    });

    it('builds no request from it, unless the request replaces it', () => {
      window.setSettings({ addLogo: 'yes', timeout: 'long' });
      assert.throws(() => requestSettings.requireSettings(() => false), JimengError);
      assert.equal(requestSettings.requireSettings((name) => name === 'addLogo').timeout, 600);
    });
  });

  it('queries a task without a submit, and reports that its images are there', async () => {
    await service.queryTask(provider, 'img:42', 'jimeng-4.0');
    assert.deepEqual(engineCalls, ['query img:42']);
    assert.deepEqual(
      window.shown.map(({ text }) => text),
      ['The images of this task are already in the gallery.'],
    );
  });
});

/** Lets everything happen that waits for nothing but promises. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => assert.fail('It did not fail'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof JimengError, String(error));
  return error.failure;
}
