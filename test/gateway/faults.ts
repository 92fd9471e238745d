import type { Fault, Operation } from './controlApi.ts';
import type { Answer } from './http.ts';

/** The faults still to come, in their order. */
export class FaultQueue {
  #waiting: { fault: Fault; left: number }[] = [];

  replace(faults: readonly Fault[]): void {
    this.#waiting = faults.map((fault) => ({ fault, left: fault.times ?? 1 }));
  }

  /** Uses up one turn of the first fault for this operation, if there is one. */
  take(operation: Operation | null): Fault | null {
    const position = this.#waiting.findIndex(({ fault }) => fault.on === operation);
    const found = this.#waiting[position];
    if (!found) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(position, 1);
    return found.fault;
  }
}

/** The answer that a fault puts in the place of the service's own, or null when it has none. */
export function answerOf({ status, headers, body }: Fault): Answer | null {
  if (status === undefined && headers === undefined && body === undefined) return null;
  return {
    status: status ?? 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...lowerCased(headers ?? {}) },
    body: Buffer.from(body ?? ''),
    code: null,
  };
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
