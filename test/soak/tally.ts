import type { GenerationState } from '../../src/library/record.ts';

type State = GenerationState | 'no record';

let kills = 0;
const found = new Map<State, number>();

/** Takes note of a kill, and of the state of each generation at that moment. */
export function note(states: readonly State[]): void {
  kills++;
  for (const state of states) found.set(state, (found.get(state) ?? 0) + 1);
}

export const mochaHooks = {
  afterAll() {
    const states = [...found].map(([state, count]) => `${count} ${state}`).join(', ');
    console.log(`${kills} kills, which found generations: ${states}`);
  },
};
