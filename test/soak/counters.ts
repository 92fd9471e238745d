import type { GenerationState } from '../../src/library/record.ts';

type State = GenerationState | 'no record';

let kills = 0;
const statesFound = new Map<State, number>();

/** Counts a kill, and the state of each generation at that moment. */
export function countKill(states: readonly State[]): void {
  kills++;
  for (const state of states) statesFound.set(state, (statesFound.get(state) ?? 0) + 1);
}

export const mochaHooks = {
  afterAll() {
    const states = [...statesFound].map(([state, count]) => `${count} ${state}`).join(', ');
    console.log(`${kills} kills, with generations in these states: ${states}`);
  },
};
