import { setImmediate as turn } from 'node:timers/promises';
import { ManualClock } from '../manualClock.ts';

/**
 * Time for tests whose disk and service are in memory: whatever does not wait for time has happened
 * after one turn of the event loop.
 */
export class SimulatedTime {
  readonly clock = new ManualClock();

  /** Lets this many milliseconds pass, sleeper by sleeper. */
  async pass(ms: number): Promise<void> {
    const endMs = this.clock.now() + ms;
    for (;;) {
      await turn();
      const { nextWakeAt } = this.clock;
      if (nextWakeAt > endMs) break;
      this.clock.advance(nextWakeAt - this.clock.now());
    }
    this.clock.advance(endMs - this.clock.now());
    await turn();
  }

  /** Lets time pass at once, as if the machine slept: everything that is due wakes at its end. */
  async sleepMachine(ms: number): Promise<void> {
    await turn();
    this.clock.advance(ms);
    await turn();
  }

  /**
   * Lets time pass until a condition is true; resolves to whether it is after `maxMs` milliseconds.
   */
  async passUntil(condition: () => boolean, maxMs: number): Promise<boolean> {
    const endMs = this.clock.now() + maxMs;
    for (;;) {
      await turn();
      if (condition()) return true;
      const { nextWakeAt } = this.clock;
      if (nextWakeAt > endMs) return false;
      this.clock.advance(nextWakeAt - this.clock.now());
    }
  }
}
