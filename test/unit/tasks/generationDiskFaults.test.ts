import assert from 'node:assert/strict';
import { assertSurvived, createCases, listCalls } from '../support/simulation/diskFaults.ts';
import type { DiskFaultCase } from '../support/simulation/diskFaults.ts';
import type { FileCall } from '../support/testDisk.ts';

/** The soak test runs all cases; this runs each of them with one code in turn, or so. */
const stride = 17;

describe('Disk faults at each call of a generation', function () {
  this.timeout(120_000);
  let calls: FileCall[];
  let cases: DiskFaultCase[];

  before(async () => {
    calls = await listCalls();
    cases = [...createCases(calls)];
  });

  it('are made at all calls', () => {
    assert.ok(calls.length > 80);
    for (const call of ['open', 'write', 'sync', 'close', 'rename', 'readFile', 'rm', 'utimes'])
      assert.ok(calls.includes(call as FileCall), call);
  });

  it(`lose no image and submit nothing again, in each ${stride}th case`, async () => {
    let lostIds = 0;
    for (const [n, fault] of cases.entries())
      if (n % stride === 0 && (await assertSurvived(fault, calls))) lostIds++;
    assert.ok(lostIds > 0, 'The id is lost where it can be nowhere but in the log');
  });
});
