import { expectedOutcomes, type ReportedFailure } from '../support/faultOutcomes.ts';
import type { FaultKind, Operation } from '../../gateway/faults/faultKinds.ts';
import { getMeaning, type Meaning } from './responseMeanings.ts';
import { frequencies, moments, type ResponseRow } from './responseRows.ts';
import { setSize, type RowOutcome, type StageResult } from './runResponseRow.ts';

/** The expected outcome of a row, with the start of the message or a part of it. */
export type ExpectedOutcome = Omit<RowOutcome, 'message'> & { readonly message: string };

/**
 * The rules of what may happen, without those of how it happens: a task that is known is never
 * submitted again, what is not surely refused is not submitted again, what costs nothing is tried
 * again.
 */
class Rules {
  readonly #on: Operation;
  readonly #meaning: Meaning | undefined;
  /** How often the response is still given. */
  #remaining: number;
  /** What the library has. */
  #record: 'failed' | 'final' | 'done' | undefined;
  #hasTask = false;
  submits = 0;
  images = 0;
  withheldCount = 0;

  constructor({ moment, kind, frequency }: ResponseRow) {
    this.#on = moments[moment].on;
    this.#meaning = getMeaning(this.#on, kind);
    this.#remaining = frequencies[frequency];
  }

  get isFailed(): boolean {
    return this.#record !== 'done';
  }

  /** Retry is offered if it may succeed, and costs nothing twice. */
  get canRetry(): boolean {
    if (!this.isFailed) return false;
    return this.#hasTask ? this.#record !== 'final' : this.#meaning?.isRefused === true;
  }

  generate(): void {
    this.#submit();
  }

  retry(): void {
    if (!this.isFailed) return;
    if (this.#hasTask) this.#query();
    else if (this.canRetry) this.#submit();
  }

  restart(): void {
    if (this.#remaining === Infinity) this.#remaining = 0;
    if (this.#record === 'failed' && this.#hasTask) this.#query();
  }

  queryTask(): void {
    if (this.submits > 0 && (this.isFailed || this.withheldCount > 0)) this.#query();
  }

  #submit(): void {
    if (this.#givesUp('submit')) {
      if (this.#meaning?.isAccepted) this.submits++;
      this.#record = 'failed';
      return;
    }
    this.submits++;
    this.#hasTask = true;
    this.#query();
  }

  #query(): void {
    if (this.#givesUp('query')) {
      const { isFinal, offered } = this.#meaning ?? {};
      this.#record = offered ? 'done' : isFinal ? 'final' : 'failed';
      this.images = offered?.imageCount ?? this.images;
      this.withheldCount = offered?.withheldCount ?? 0;
      return;
    }
    const isMissing = this.#givesUp('image');
    this.#record = isMissing ? 'failed' : 'done';
    this.images = isMissing ? setSize - 1 : setSize;
  }

  /** Whether the response is given until a run ends with it. */
  #givesUp(on: Operation): boolean {
    if (on !== this.#on || !this.#meaning) return false;
    const isLast = this.#remaining >= this.#meaning.patience;
    this.#remaining = isLast ? this.#remaining - this.#meaning.patience : 0;
    return isLast;
  }
}

/** What must happen with a row. */
export function getExpectedOutcome(row: ResponseRow): ExpectedOutcome {
  const rules = new Rules(row);
  const stages: StageResult[] = [];
  const endStage = () => stages.push({ submits: rules.submits, images: rules.images });

  rules.generate();
  endStage();
  const { on } = moments[row.moment];
  const { isFailed, canRetry, withheldCount } = rules;
  const { failure, message } = isFailed
    ? getReport(on, row.kind)
    : { failure: undefined, message: '' };
  const isMaybeBilled = isFailed && on === 'submit' && !getMeaning(on, row.kind)?.isRefused;

  rules.retry();
  endStage();
  rules.restart();
  endStage();
  rules.queryTask();
  endStage();
  return {
    stages,
    withheldCount,
    ...(failure !== undefined && { failure }),
    message,
    isMaybeBilled,
    canRetry,
    wrongImages: [],
  };
}

function getReport(on: Operation, kind: FaultKind): ReportedFailure {
  const outcomes: Readonly<Record<string, ReportedFailure | 'noEffect'>> = expectedOutcomes[on];
  const outcome = outcomes[kind];
  if (outcome === undefined || outcome === 'noEffect')
    throw new Error(`No message is expected for ${kind}`);
  return outcome;
}
