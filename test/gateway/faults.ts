import type { Fault, Operation } from './faultKinds.ts';

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

  /** Puts a turn back that could not be used: the fault waits for the next request. */
  giveBack(fault: Fault): void {
    const waiting = this.#waiting.find((each) => each.fault === fault);
    if (waiting) waiting.left += 1;
    else this.#waiting.unshift({ fault, left: 1 });
  }
}
