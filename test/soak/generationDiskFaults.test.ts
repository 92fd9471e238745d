import { assertSurvived, createCases, listCalls } from '../unit/support/simulation/diskFaults.ts';

describe('Disk faults in memory at each call of a generation', () => {
  it('lose no image and submit nothing again', async () => {
    const calls = await listCalls();
    let [count, lostIds] = [0, 0];
    for (const fault of createCases(calls)) {
      count++;
      if (await assertSurvived(fault, calls)) lostIds++;
    }
    console.log(`${count} faults; the id was in the log only after ${lostIds} of them`);
  });
});
