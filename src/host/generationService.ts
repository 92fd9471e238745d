import * as vscode from 'vscode';
import {
  models,
  type Failure,
  type GenerationRequest,
  type ModelId,
  type Provider,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import { libraryChangedCode } from '../tasks/libraryUse.ts';
import type { GenerationRun } from '../tasks/runs.ts';
import type { TaskEngine } from '../tasks/taskEngine.ts';
import { canRetry } from '../tasks/transitions.ts';
import {
  confirmSubmissions,
  repeatQuestion,
  type Question,
} from './submissions/confirmSubmissions.ts';
import { isUnreportedFailure } from './errorReport.ts';
import { reportFailure, showFailure } from './failureNotification.ts';
import type { RequestSettings } from './requestSettings.ts';
import { PressGuard } from './submissions/pressGuard.ts';
import type { SampleMode } from './samples/sampleMode.ts';
import { warnIfTooLong } from './submissions/promptLengthWarning.ts';
import { createRepeatQuestion, toSubmission } from './submissions/recordSubmission.ts';
import { prepareSubmissions } from './submissions/prepareSubmissions.ts';
import { requireApiKey } from './submissions/requireApiKey.ts';
import { readSettings, toRecordProvider } from './settings/settings.ts';
import {
  getPressKey,
  planAll,
  planSubmissions,
  type Submission,
} from './submissions/submissionPlan.ts';
import { showInformation } from './ui/notifications.ts';
import { UnsentSubmissions, type UnsentServices } from './submissions/unsentSubmissions.ts';

/** What the service needs from the rest of the extension. */
export interface GenerationServiceOptions extends UnsentServices {
  readonly engine: TaskEngine;
  readonly library: Pick<Library, 'getMany'>;
  readonly requestSettings: RequestSettings;
  readonly samples: Pick<SampleMode, 'isActive' | 'start'>;
  readonly showGallery: () => void;
  /** Returns milliseconds since the epoch. */
  readonly now: () => number;
}

/** Starts generations for the user: validates requests, asks for a missing API key, and shows failures. */
export class GenerationService implements vscode.Disposable {
  readonly #options: GenerationServiceOptions;
  readonly #presses: PressGuard;
  readonly #unsent: UnsentSubmissions;
  #loadNext: (() => Promise<GenerationService>) | undefined;
  readonly #didSubmit = new vscode.EventEmitter<GenerationRequest>();
  /** Fires when a request has become a generation: its draft must not be offered again. */
  readonly onDidSubmit = this.#didSubmit.event;

  constructor(options: GenerationServiceOptions) {
    this.#options = options;
    this.#presses = new PressGuard(options.now);
    this.#unsent = new UnsentSubmissions(options, (submissions, question) => {
      this.#presses.forget(getPressKey(submissions));
      return this.#startOnce(submissions, question);
    });
  }

  /**
   * Called when another folder has become the library: what the user starts later, such as with the
   * button of an old notification, is started there.
   * @param loadNext loads the service of that library
   */
  handOver(loadNext: () => Promise<GenerationService>): void {
    this.#loadNext = loadNext;
  }

  /** The service of the folder that is the library now. */
  async #findCurrent(): Promise<GenerationService> {
    return this.#loadNext ? (await this.#loadNext()).#findCurrent() : this;
  }

  /**
   * Starts a generation for each submission, in their order, and shows the gallery. Equal ones are
   * submitted once, and an equal call within a second has the same result. If there are many, or
   * they are expensive, the user is asked first.
   * @throws JimengError of kind `request`, `keyStore` or `save`, which was shown to the user; `noKey`
   * or `canceled` if the user cancels, or has entered a missing key: a button starts them then
   */
  async start(submissions: readonly Submission[]): Promise<GenerationRun[]> {
    return this.#startOnce(submissions, {});
  }

  /** The questions are a part of the press, so that a double click shows and submits one. */
  async #startOnce(
    submissions: readonly Submission[],
    question: Question,
  ): Promise<GenerationRun[]> {
    if (submissions.length === 0) return [];
    const service = await this.#findCurrent();
    const key = getPressKey(submissions);
    return service.#presses.run(key, async () => {
      const runs = await service.#start(submissions, question);
      for (const run of runs) void service.#forgetIfRefused(key, run);
      return runs;
    });
  }

  /** Allows another press for a request that the service has refused, which was not billed. */
  async #forgetIfRefused(key: string, run: GenerationRun): Promise<void> {
    const record = await run.finished.catch(() => undefined);
    if (record && !record.task && canRetry(record)) this.#presses.forget(key);
  }

  /** The library may change while the user is asked. */
  async #start(requested: readonly Submission[], question: Question): Promise<GenerationRun[]> {
    const plan = planSubmissions(requested, readSettings().settings.pricePerImage, question);
    const { submissions } = plan;
    const fail = async (error: unknown) => {
      throw (await this.#findCurrent()).#unsent.report(error, submissions, question);
    };
    const entered = await prepareSubmissions(submissions, this.#options).catch(fail);
    if (entered === 'sample')
      return (await this.#findCurrent()).#startSamples(submissions).catch(fail);
    if (entered)
      throw (await this.#findCurrent()).#unsent.offerStart(entered, submissions, question);
    await confirmSubmissions(plan, question);
    warnIfTooLong(submissions.map(({ request }) => request.prompt));
    return (await this.#findCurrent()).#submit(submissions, question);
  }

  async #submit(submissions: readonly Submission[], question: Question): Promise<GenerationRun[]> {
    const { engine, showGallery, submittedRequests } = this.#options;
    showGallery();
    const runs: GenerationRun[] = [];
    for (const [index, { provider, request }] of submissions.entries()) {
      submittedRequests.add({ provider, request });
      try {
        runs.push(await engine.start(toRecordProvider(provider), request));
      } catch (error) {
        throw this.#unsent.report(error, submissions.slice(index), question);
      }
      this.#didSubmit.fire(request);
    }
    return runs;
  }

  async #startSamples(submissions: readonly Submission[]): Promise<GenerationRun[]> {
    this.#options.showGallery();
    const requests = submissions.map(({ request }) => request);
    const runs = await this.#options.samples.start(requests);
    for (const request of requests) this.#didSubmit.fire(request);
    return runs;
  }

  /**
   * Queries a task, and downloads its images. Never submits anything.
   * @throws JimengError of kind `keyStore` or `save`, which was shown to the user; `noKey` if the
   * user enters none
   */
  async queryTask(provider: Provider, taskId: string, model: ModelId): Promise<void> {
    try {
      await requireApiKey(this.#options.apiKeys, provider);
      const { engine, showGallery } = (await this.#findCurrent()).#options;
      showGallery();
      const request = { model, prompt: vscode.l10n.t('Task {0}', taskId) };
      const task = { taskId, reqKey: models[model].reqKey };
      const result = await engine.queryTask(toRecordProvider(provider), request, task);
      if (result.existingRecord?.state === 'done' && !result.run) {
        void showInformation(vscode.l10n.t('The images of this task are already in the gallery.'));
      }
    } catch (error) {
      if (!isUnreportedFailure(error)) throw error;
      const retry = () => this.queryTask(provider, taskId, model);
      throw reportFailure({ failure: error.failure, provider, prompt: '', retry }, this.#options);
    }
  }

  /**
   * Retries failed generations if that cannot be billed twice. If many of them are submitted again,
   * the user is asked first. Shows failures to start them.
   * @throws JimengError of kind `canceled` if the user cancels
   */
  async retry(records: readonly GenerationRecord[]): Promise<void> {
    const current = await this.#findCurrent();
    if (current !== this) {
      await current.#retryMoved(records);
      return;
    }
    const { engine } = this.#options;
    const retryable = records.filter((record) => canRetry(record) || engine.getHold(record.id));
    const key = `retry ${retryable.map(({ id }) => id).join(' ')}`;
    await this.#presses.run(key, async () => {
      const unsent = retryable.filter(({ task }) => !task);
      const submissions = unsent.map((record) => this.#toSubmission(record));
      const question = createRepeatQuestion(unsent, engine);
      const { pricePerImage } = readSettings().settings;
      await confirmSubmissions(planAll(submissions, pricePerImage, question), question);
      for (const record of retryable) await this.#retry(record);
    });
  }

  /** Retries generations of an earlier library that have been moved to this one. */
  async #retryMoved(records: readonly GenerationRecord[]): Promise<void> {
    const moved = await this.#options.library.getMany(records.map(({ id }) => id));
    const missing = records.filter(({ id }) => !moved.some((record) => record.id === id));
    if (missing.length > 0) {
      const failure = { kind: 'save', code: libraryChangedCode } as const;
      const retry = async () => (await this.#findCurrent()).#retryMoved(missing);
      showFailure({ failure, provider: undefined, prompt: '', retry }, this.#options);
    }
    await this.retry(moved);
  }

  async #retry(record: GenerationRecord): Promise<void> {
    try {
      if (!record.task) this.#options.submittedRequests.add(this.#toSubmission(record));
      await this.#presses.run(record.id, () => this.#options.engine.retry(record.id));
    } catch (error) {
      if (!isUnreportedFailure(error)) throw error;
      this.reportRecord(record, error.failure);
    }
  }

  /**
   * Generates new images from the requests of generations, each of which is billed. The user is
   * asked first if one of them may have been billed already.
   * @throws JimengError like `start`
   */
  async generateAgain(records: readonly GenerationRecord[]): Promise<void> {
    const submissions = records.map((record) => this.#toSubmission(record));
    await this.#startOnce(submissions, createRepeatQuestion(records, this.#options.engine));
  }

  /** Shows why a generation has failed, with buttons for what the user can do. */
  reportRecord(record: GenerationRecord, failure: Failure): void {
    const submission = this.#toSubmission(record);
    const isSubmittedSince = this.watchSubmissions();
    const retry = () => this.retry([record]);
    const report = {
      failure,
      provider: submission.provider,
      prompt: record.request.prompt,
      ...(canRetry(record) && {
        retry,
        retryWithKey: async () => {
          if (record.task || !isSubmittedSince(record)) await retry();
        },
      }),
      // The prompt of a task that was submitted elsewhere is not known.
      ...(!record.isExternal && {
        generateAgain: () => this.#startOnce([submission], repeatQuestion),
      }),
    };
    showFailure(report, this.#options);
  }

  /** The returned function checks whether the request of a generation was submitted after this call. */
  watchSubmissions(): (record: GenerationRecord) => boolean {
    const isSubmittedSince = this.#options.submittedRequests.watch();
    return (record) => isSubmittedSince(this.#toSubmission(record));
  }

  dispose(): void {
    this.#didSubmit.dispose();
  }

  #toSubmission(record: GenerationRecord): Submission {
    return toSubmission(record, () => this.#options.requestSettings.requireProvider());
  }
}
