/** The three shapes in which a gateway answers (docs/service.md §9.1). */
import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from './http.ts';

/** Ends the handling of a request with the answer that it carries. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.body.toString());
    this.answer = answer;
  }
}

/** A refusal of the gateway's front: `{"error": {…}}`, as new-api's middleware words it. */
export function frontRefusal(status: number, message: string, code = ''): Refusal {
  const error = {
    message: `${message} (request id: ${randomUUID()})`,
    type: 'new_api_error',
    code,
  };
  return new Refusal(jsonAnswer(status, { error }, code));
}

/** new-api's answer to a path or method that it does not have. */
export function noSuchRoute(method: string, path: string): Refusal {
  const message = `Invalid URL (${method} ${path})`;
  const error = { message, type: 'invalid_request_error', param: '', code: '' };
  return new Refusal(jsonAnswer(404, { error }, ''));
}

/** A refusal of the gateway's task layer: `code` is a word, as in new-api's `TaskError`. */
export function taskRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(jsonAnswer(status, { code, message, data: null }, code));
}

/** The contents of the envelope that the published pages show. */
export interface Outcome {
  code: number;
  message: string;
  data: Record<string, unknown> | null;
  requestId: string;
  /** Milliseconds. */
  elapsed: number;
}

/** The envelope of the published pages; its field order is theirs. */
export function envelope(httpStatus: number, outcome: Outcome): Answer {
  const { code, data, message, requestId, elapsed } = outcome;
  const value = {
    code,
    data,
    message,
    request_id: requestId,
    status: code,
    time_elapsed: goDuration(elapsed),
  };
  return jsonAnswer(httpStatus, value, code);
}

/** A duration as the pages print it: `35.381µs`, `104.852309ms`, `2.5s`. */
function goDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${Number((milliseconds * 1e3).toFixed(3))}µs`;
  if (milliseconds < 1e3) return `${Number(milliseconds.toFixed(6))}ms`;
  return `${Number((milliseconds / 1e3).toFixed(9))}s`;
}
