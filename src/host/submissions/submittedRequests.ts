import { getSubmissionKey, type Submission } from './submissionPlan.ts';

/** Remembers what was submitted, so that the button of an old notification does not submit it again. */
export class SubmittedRequests {
  /** The number of each submission, by its key. */
  readonly #numbers = new Map<string, number>();
  #count = 0;

  add(submission: Submission): void {
    this.#numbers.set(getSubmissionKey(submission), ++this.#count);
  }

  /** The returned function checks whether an equal submission was added after this call. */
  watch(): (submission: Submission) => boolean {
    const start = this.#count;
    return (submission) => (this.#numbers.get(getSubmissionKey(submission)) ?? 0) > start;
  }
}
