import * as vscode from 'vscode';
import {
  JimengError,
  models,
  type Failure,
  type GenerationRequest,
  type ModelId,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { GenerationRun } from '../tasks/runs.ts';
import type { TaskEngine } from '../tasks/taskEngine.ts';
import { canRetry } from '../tasks/transitions.ts';
import {
  confirmSubmissions,
  repeatQuestion,
  type Question,
} from './submissions/confirmSubmissions.ts';
import { isUnreportedFailure, markReported } from './errorReport.ts';
import {
  offerNextStep,
  showFailure,
  type FailureActionServices,
  type FailureReport,
} from './failureNotification.ts';
import { PressGuard } from './submissions/pressGuard.ts';
import type { SampleMode } from './samples/sampleMode.ts';
import { warnIfTooLong } from './submissions/promptLengthWarning.ts';
import { createRepeatQuestion, toSubmission } from './submissions/recordSubmission.ts';
import { prepareSubmissions } from './submissions/prepareSubmissions.ts';
import { requireApiKey } from './submissions/requireApiKey.ts';
import {
  findSettingsFailure,
  readSettings,
  resolveProvider,
  toRecordProvider,
} from './settings/settings.ts';
import type { SettingName, Settings } from './settings/settingsSchema.ts';
import {
  getPressKey,
  planAll,
  planSubmissions,
  type Submission,
} from './submissions/submissionPlan.ts';
import { showInformation } from './ui/notifications.ts';
import { SubmittedRequests } from './submissions/submittedRequests.ts';

/** What the service needs from the rest of the extension. */
export interface GenerationServiceOptions extends FailureActionServices {
  readonly engine: TaskEngine;
  readonly samples: Pick<SampleMode, 'isActive' | 'start'>;
  readonly showGallery: () => void;
  /** Returns milliseconds since the epoch. */
  readonly now: () => number;
}

/** Starts generations for the user: validates requests, asks for a missing API key, and shows failures. */
export class GenerationService implements vscode.Disposable {
  readonly #options: GenerationServiceOptions;
  readonly #presses: PressGuard;
  readonly #submitted = new SubmittedRequests();
  readonly #didSubmit = new vscode.EventEmitter<GenerationRequest>();
  /** Fires when a request has become a generation: its draft must not be offered again. */
  readonly onDidSubmit = this.#didSubmit.event;

  constructor(options: GenerationServiceOptions) {
    this.#options = options;
    this.#presses = new PressGuard(options.now);
  }

  /**
   * Returns a provider as it is configured in the settings.
   * @throws JimengError of kind `noProvider` or `request`, which was shown to the user
   */
  requireProvider(id?: ProviderId): Provider {
    if (id === undefined) this.#requireValid((name) => name !== 'provider');
    try {
      return resolveProvider(id);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      throw this.#report({ failure: error.failure, provider: undefined, prompt: '' });
    }
  }

  /**
   * Returns the settings of a request.
   * @param isReplaced whether the request has its own value in place of a setting
   * @throws JimengError of kind `request` if one that decides what is sent is invalid, which was
   * shown to the user
   */
  requireSettings(isReplaced: (name: SettingName) => boolean): Settings {
    this.#requireValid((name) => name === 'provider' || isReplaced(name));
    return readSettings().settings;
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
    const key = getPressKey(submissions);
    return this.#presses.run(key, async () => {
      const runs = await this.#start(submissions, question);
      for (const run of runs) void this.#forgetIfRefused(key, run);
      return runs;
    });
  }

  /** Allows another press for a request that the service has refused, which was not billed. */
  async #forgetIfRefused(key: string, run: GenerationRun): Promise<void> {
    const record = await run.finished.catch(() => undefined);
    if (record && !record.task && canRetry(record)) this.#presses.forget(key);
  }

  async #start(requested: readonly Submission[], question: Question): Promise<GenerationRun[]> {
    const { engine, showGallery } = this.#options;
    const plan = planSubmissions(requested, readSettings().settings.pricePerImage, question);
    const { submissions } = plan;
    const fail = (error: unknown) => {
      throw this.#reportUnsent(error, submissions, question);
    };
    const entered = await prepareSubmissions(submissions, this.#options).catch(fail);
    if (entered === 'sample') return this.#startSamples(submissions).catch(fail);
    if (entered) {
      const { startUnsubmitted: run } = this.#keepUnsent(submissions, question);
      offerNextStep(entered, this.#options, { label: vscode.l10n.t('Generate Image'), run });
      throw new JimengError({ kind: 'canceled' });
    }
    await confirmSubmissions(plan, question);
    warnIfTooLong(submissions.map(({ request }) => request.prompt));
    showGallery();
    const runs: GenerationRun[] = [];
    for (const [index, { provider, request }] of submissions.entries()) {
      this.#submitted.add({ provider, request });
      try {
        runs.push(await engine.start(toRecordProvider(provider), request));
      } catch (error) {
        throw this.#reportUnsent(error, submissions.slice(index), question);
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
    const { engine, showGallery } = this.#options;
    try {
      await requireApiKey(this.#options.apiKeys, provider);
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
      throw this.#report({ failure: error.failure, provider, prompt: '', retry });
    }
  }

  /**
   * Retries failed generations if that cannot be billed twice. If many of them are submitted again,
   * the user is asked first. Shows failures to start them.
   * @throws JimengError of kind `canceled` if the user cancels
   */
  async retry(records: readonly GenerationRecord[]): Promise<void> {
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

  async #retry(record: GenerationRecord): Promise<void> {
    try {
      if (!record.task) this.#submitted.add(this.#toSubmission(record));
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
    this.#report({
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
    });
  }

  /** Returns a function that tells whether the request of a generation was submitted since now. */
  watchSubmissions(): (record: GenerationRecord) => boolean {
    const isSubmittedSince = this.#submitted.watch();
    return (record) => isSubmittedSince(this.#toSubmission(record));
  }

  dispose(): void {
    this.#didSubmit.dispose();
  }

  #toSubmission(record: GenerationRecord): Submission {
    return toSubmission(record, () => this.requireProvider());
  }

  #requireValid(isReplaced: (name: SettingName) => boolean): void {
    const failure = findSettingsFailure(isReplaced);
    if (failure) throw this.#report({ failure, provider: undefined, prompt: '' });
  }

  /**
   * Keeps the prompt of the first submission as a draft, and shows why none of them was sent.
   * @returns the error to throw
   */
  #reportUnsent(error: unknown, submissions: readonly Submission[], question: Question): unknown {
    const { prompt, start, startUnsubmitted } = this.#keepUnsent(submissions, question);
    if (!isUnreportedFailure(error)) return error;
    return this.#report({
      failure: error.failure,
      provider: submissions[0]?.provider,
      prompt,
      retry: start,
      retryWithKey: startUnsubmitted,
      generateAgain: start,
    });
  }

  /** Keeps the prompt of the first submission as a draft. Returns ways to start them later. */
  #keepUnsent(submissions: readonly Submission[], question: Question) {
    const prompt = submissions[0]?.request.prompt ?? '';
    if (prompt.trim() !== '') this.#options.promptInput.keepUnsent(prompt);
    const isSubmittedSince = this.#submitted.watch();
    const start = (remaining = submissions) => {
      // The button of a message runs it again, even if the first press has not ended yet.
      this.#presses.forget(getPressKey(remaining));
      return this.#startOnce(remaining, question);
    };
    const startUnsubmitted = () => start(submissions.filter((each) => !isSubmittedSince(each)));
    return { prompt, start, startUnsubmitted };
  }

  /** Shows a failure. Returns the error to throw. */
  #report(report: FailureReport): JimengError {
    showFailure(report, this.#options);
    return markReported(new JimengError(report.failure));
  }
}
