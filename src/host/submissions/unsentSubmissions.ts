import * as vscode from 'vscode';
import { JimengError } from '../../jimeng/index.ts';
import { isUnreportedFailure } from '../errorReport.ts';
import {
  offerNextStep,
  reportFailure,
  type FailureActionServices,
} from '../failureNotification.ts';
import type { EnteredKey } from '../keys/apiKeyInput.ts';
import type { Question } from './confirmSubmissions.ts';
import type { Submission } from './submissionPlan.ts';
import type { SubmittedRequests } from './submittedRequests.ts';

/** What `UnsentSubmissions` works with. */
export interface UnsentServices extends FailureActionServices {
  /** What this window has submitted, in all of its libraries. */
  readonly submittedRequests: SubmittedRequests;
}

/** Starts submissions, even if an earlier start of the same ones has not ended yet. */
type StartSubmissions = (
  submissions: readonly Submission[],
  question: Question,
) => Promise<unknown>;

/** Keeps the prompt of what could not be sent, and offers to start it later. */
export class UnsentSubmissions {
  readonly #services: UnsentServices;
  readonly #start: StartSubmissions;

  /** @param start what the buttons of the notifications do */
  constructor(services: UnsentServices, start: StartSubmissions) {
    this.#services = services;
    this.#start = start;
  }

  /**
   * Keeps the prompt of the first submission as a draft, and shows why none of them was sent.
   * @returns the error to throw
   */
  report(error: unknown, submissions: readonly Submission[], question: Question): unknown {
    const { prompt, start, startUnsubmitted } = this.#keep(submissions, question);
    if (!isUnreportedFailure(error)) return error;
    const report = {
      failure: error.failure,
      provider: submissions[0]?.provider,
      prompt,
      retry: start,
      retryWithKey: startUnsubmitted,
      generateAgain: start,
    };
    return reportFailure(report, this.#services);
  }

  /**
   * Keeps the prompt of the first submission as a draft, and offers to start them with a key that
   * was entered.
   * @returns the error to throw
   */
  offerStart(
    entered: EnteredKey,
    submissions: readonly Submission[],
    question: Question,
  ): JimengError {
    const { startUnsubmitted: run } = this.#keep(submissions, question);
    offerNextStep(entered, this.#services, { label: vscode.l10n.t('Generate Image'), run });
    return new JimengError({ kind: 'canceled' });
  }

  #keep(submissions: readonly Submission[], question: Question) {
    const prompt = submissions[0]?.request.prompt ?? '';
    if (prompt.trim() !== '') this.#services.promptInput.keepUnsent(prompt);
    const isSubmittedSince = this.#services.submittedRequests.watch();
    const start = () => this.#start(submissions, question);
    const startUnsubmitted = () =>
      this.#start(
        submissions.filter((each) => !isSubmittedSince(each)),
        question,
      );
    return { prompt, start, startUnsubmitted };
  }
}
