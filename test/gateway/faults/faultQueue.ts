import type { Fault, Operation } from './faultKinds.ts';

/** The pending faults, in order. */
export class FaultQueue {
  #pending: { fault: Fault; remaining: number }[] = [];

  replace(faults: readonly Fault[]): void {
    this.#pending = faults.map((fault) => ({ fault, remaining: fault.times ?? 1 }));
  }

  /** Uses up one turn of the first fault for this operation, if any. */
  take(operation: Operation | null): Fault | null {
    const index = this.#pending.findIndex(({ fault }) => fault.on === operation);
    const entry = this.#pending[index];
    if (!entry) return null;
    entry.remaining -= 1;
    if (entry.remaining === 0) this.#pending.splice(index, 1);
    return entry.fault;
  }

  /** Returns a turn that could not be applied, so that the fault waits for the next request. */
  putBack(fault: Fault): void {
    const entry = this.#pending.find((candidate) => candidate.fault === fault);
    if (entry) entry.remaining += 1;
    else this.#pending.unshift({ fault, remaining: 1 });
  }
}
