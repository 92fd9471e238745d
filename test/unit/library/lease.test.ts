import assert from 'node:assert/strict';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Leases, type Lease } from '../../../src/library/ownership/lease.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { ManualClock } from '../support/manualClock.ts';
import { testDisk, type TestDisk } from '../support/testDisk.ts';
import { useTempFolder } from '../support/tempFolder.ts';
import { ClockDriver } from '../support/clockDriver.ts';
import { randomInt, seededRandom } from '../support/seededRandom.ts';

const id = '20260101T000000000-00000000';

describe('Leases', () => {
  const folder = useTempFolder();
  let driver: ClockDriver;
  let disk: TestDisk;

  beforeEach(() => {
    driver = new ClockDriver();
    disk = testDisk(driver);
  });

  const openLeases = (clock = driver.clock) =>
    new Leases(folder(), { disk: createReliableDisk(disk.disk, driver), clock });
  const listFiles = () => readdir(folder());

  /** Leases of a window that is suspended, so that it renews nothing. */
  const openFrozenLeases = () => {
    const clock = {
      now: () => driver.clock.now(),
      sleep: () => new Promise<void>(() => undefined),
    };
    return new Leases(folder(), { disk: createReliableDisk(disk.disk, driver), clock });
  };

  async function acquireAll(windows: readonly Leases[], leaseId = id): Promise<Lease[]> {
    const acquiring = Promise.all(windows.map((openLeases) => openLeases.acquire(leaseId)));
    // A window that finds a file deleted while it reads it pauses.
    const leases = await driver.waitFor(acquiring);
    return leases.filter((lease) => lease !== undefined);
  }

  it('give a lease to exactly one of many windows in 200 rounds', async () => {
    const random = seededRandom(200);
    for (let round = 0; round < 200; round++) {
      const windows = Array.from({ length: 2 + randomInt(random, 8) }, () => openLeases());
      const leases = await acquireAll(windows, `${id}-${round}`);
      assert.equal(leases.length, 1, `round ${round}`);
    }
  });

  it('are held even if a sync tool hides the file for a moment', async () => {
    assert.ok(await openLeases().acquire(id));
    let hiddenCalls = 2;
    disk.faultFor = (call) =>
      /^(readFile|stat)$/.test(call) && hiddenCalls-- > 0 ? 'ENOENT' : undefined;
    assert.equal(await openLeases().acquire(id), undefined);
    assert.ok(hiddenCalls <= 0);
    assert.deepEqual(await listFiles(), [`${id}.1`]);
  });

  it('transfer a stale lease to exactly one of many windows in 100 rounds', async () => {
    const random = seededRandom(100);
    await acquireAll([openFrozenLeases()]);
    let statCount = 0;
    disk.faultFor = (call) => (call === 'stat' && ++statCount % 10 === 0 ? 'ENOENT' : undefined);
    for (let round = 0; round < 100; round++) {
      driver.clock.advance(20_000);
      const windows = Array.from({ length: 2 + randomInt(random, 8) }, openFrozenLeases);
      assert.equal((await acquireAll(windows)).length, 1, `round ${round}`);
      assert.deepEqual(await listFiles(), [`${id}.${round + 2}`]);
    }
  });

  it('keep a lease exclusive while it is held', async () => {
    const [lease] = await acquireAll([openLeases()]);
    for (let minute = 0; minute < 10; minute++) {
      await driver.waitFor(driver.clock.sleep(60_000));
      await driver.waitUntilIdle();
      assert.deepEqual(await acquireAll([openLeases()]), []);
    }
    assert.equal(lease?.lost.aborted, false);
  });

  it('free a lease 20 seconds after its last renewal', async () => {
    await acquireAll([openFrozenLeases()]);
    driver.clock.advance(19_999);
    assert.equal((await acquireAll([openLeases()])).length, 0);
    driver.clock.advance(1);
    assert.equal((await acquireAll([openLeases()])).length, 1);
  });

  it('free a released lease at once', async () => {
    const [lease] = await acquireAll([openLeases()]);
    await lease?.release();
    assert.deepEqual(await listFiles(), []);
    assert.equal((await acquireAll([openLeases()])).length, 1);
    assert.equal(lease?.lost.aborted, false);
  });

  it('free a lease that cannot be released when it expires', async () => {
    const [lease] = await acquireAll([openLeases()]);
    disk.faultFor = (name) => (name === 'rm' ? 'EPERM' : undefined);
    await driver.waitFor(lease?.release() ?? assert.fail());
    disk.faultFor = () => undefined;
    assert.equal((await acquireAll([openLeases()])).length, 0);
    driver.clock.advance(20_000);
    assert.equal((await acquireAll([openLeases()])).length, 1);
  });

  it('free a suspended lease at once and keep its file', async () => {
    const [lease] = await acquireAll([openLeases()]);
    await lease?.suspend();
    assert.deepEqual(await listFiles(), [`${id}.1`]);
    assert.equal(driver.clock.sleeperCount, 0);
    const [next] = await acquireAll([openLeases()]);
    assert.deepEqual(await listFiles(), [`${id}.2`]);
    await next?.release();
    assert.deepEqual(await listFiles(), []);
  });

  it('free a lease that cannot be suspended when it expires', async () => {
    const [lease] = await acquireAll([openLeases()]);
    disk.faultFor = () => 'EIO';
    await lease?.suspend();
    disk.faultFor = () => undefined;
    assert.equal((await acquireAll([openLeases()])).length, 0);
    driver.clock.advance(20_000);
    assert.equal((await acquireAll([openLeases()])).length, 1);
  });

  it('do not renew a released lease', async () => {
    const [lease] = await acquireAll([openLeases()]);
    await lease?.release();
    assert.equal(driver.clock.sleeperCount, 0);
  });

  it('report a lease as lost to an owner that slept past its expiry', async () => {
    const sleepingClock = new ManualClock(driver.clock.now());
    const [suspendedLease] = await acquireAll([openLeases(sleepingClock)]);
    driver.clock.advance(20_000);
    const [newLease] = await acquireAll([openFrozenLeases()]);
    assert.ok(suspendedLease && newLease);
    sleepingClock.advance(20_000);
    await driver.waitUntilIdle();
    assert.ok(suspendedLease.lost.aborted);
    await suspendedLease.release();
    assert.equal(newLease.lost.aborted, false);
    assert.deepEqual(await listFiles(), [`${id}.2`]);
  });

  it('report a lease as lost if its file cannot be renewed', async () => {
    const [lease] = await acquireAll([openLeases()]);
    await rm(join(folder(), `${id}.1`));
    await driver.waitFor(driver.clock.sleep(5_000));
    await driver.waitUntilIdle();
    assert.ok(lease?.lost.aborted);
  });

  it('of different generations are independent', async () => {
    assert.equal((await acquireAll([openLeases()], 'a')).length, 1);
    assert.equal((await acquireAll([openLeases()], 'ab')).length, 1);
    assert.equal((await acquireAll([openLeases()], 'a.b')).length, 1);
  });

  it('reject if a lease file cannot be written', async () => {
    disk.faultFor = (name) => (name === 'open' ? 'ENOSPC' : undefined);
    await assert.rejects(driver.waitFor(openLeases().acquire(id)), { code: 'ENOSPC' });
  });

  it('free the lease of a dead process at once', async () => {
    const [first] = await acquireAll([openFrozenLeases()]);
    assert.ok(first);
    const options = {
      disk: createReliableDisk(disk.disk, driver),
      clock: driver.clock,
    };
    const leasesWhileAlive = new Leases(folder(), { ...options, isAlive: () => true });
    assert.equal(await leasesWhileAlive.acquire(id), undefined);
    const checkedPids: number[] = [];
    const isAlive = (pid: number) => checkedPids.push(pid) === 0;
    assert.ok(await new Leases(folder(), { ...options, isAlive }).acquire(id));
    assert.deepEqual(checkedPids, [process.pid]);
  });
});

describe('Leases with a disk that fails', () => {
  const folder = useTempFolder();
  let driver: ClockDriver;
  let disk: TestDisk;
  let unsupported: string[];

  beforeEach(() => {
    driver = new ClockDriver();
    disk = testDisk(driver);
    unsupported = [];
  });

  const openLeases = (isAlive?: () => boolean) =>
    new Leases(folder(), {
      disk: createReliableDisk(disk.disk, {
        clock: driver.clock,
        onUnsupported: (feature) => unsupported.push(feature),
      }),
      clock: driver.clock,
      ...(isAlive && { isAlive }),
    });
  const acquire = async (leases = openLeases()) =>
    (await driver.waitFor(leases.acquire(id))) ?? assert.fail();
  const pass = async (ms: number) => {
    await driver.waitFor(driver.clock.sleep(ms));
    await driver.waitUntilIdle();
  };
  const task = { taskId: '7'.repeat(40), reqKey: 'jimeng_t2i_v40', submittedAt: 1 };

  const renewalFaults: readonly [calls: readonly string[], failures: number, isLost: boolean][] = [
    [['utimes'], 1, false],
    [['utimes'], Infinity, false],
    [['utimes', 'write'], Infinity, true],
    [['utimes', 'write', 'open'], 3, false],
    [['utimes', 'write', 'open'], 7, false],
    [['utimes', 'write', 'open'], Infinity, true],
  ];
  for (const code of ['EIO', 'EBUSY', 'ENOTSUP', 'EPERM', 'EACCES', 'ENOENT']) {
    for (const [calls, failures, isLost] of renewalFaults) {
      it(`are ${isLost ? '' : 'not '}lost if ${calls.join(', ')} fail ${failures} times (${code})`, async () => {
        const lease = await acquire();
        let count = 0;
        disk.faultFor = (name) => (calls.includes(name) && count++ < failures ? code : undefined);
        // Where `utimes` says that the file is gone although it is listed, nothing else is tried.
        await pass(19_000);
        assert.equal(lease.lost.aborted, false);
        await pass(41_000);
        const isUnrenewed = isLost || (code === 'ENOENT' && failures > 3);
        assert.equal(lease.lost.aborted, isUnrenewed);
        disk.faultFor = () => undefined;
        const other = await openLeases().acquire(id);
        assert.equal(other !== undefined, isUnrenewed);
      });
    }
  }

  it('are suspended and found free where modification times cannot be set', async () => {
    disk.faultFor = (name) => (name === 'utimes' ? 'ENOTSUP' : undefined);
    const lease = await acquire();
    await pass(60_000);
    assert.deepEqual([lease.lost.aborted, unsupported], [false, ['setTimes']]);
    assert.equal(await openLeases().acquire(id), undefined);
    await lease.suspend();
    assert.ok(await openLeases().acquire(id));
  });

  it('are lost to another window even if their file could not be deleted', async () => {
    const lease = await acquire();
    disk.faultFor = (name) => (name === 'rm' || name === 'utimes' ? 'EPERM' : undefined);
    await acquire(openLeases(() => false));
    assert.deepEqual((await readdir(folder())).sort(), [`${id}.1`, `${id}.2`]);
    disk.faultFor = (name) =>
      name === 'utimes' || name === 'write' || name === 'open' ? 'EPERM' : undefined;
    await pass(5_000);
    assert.ok(lease.lost.aborted);
  });

  it('accept the content of earlier versions', async () => {
    await writeFile(join(folder(), `${id}.1`), '{"hostname":"elsewhere","pid":1}');
    assert.equal(await openLeases().acquire(id), undefined);
    await disk.disk.utimes(join(folder(), `${id}.1`), new Date(0), new Date(0));
    assert.ok(await openLeases().acquire(id));
  });

  it('hand a task on from holder to holder until they are released', async () => {
    const lease = await acquire();
    assert.equal(lease.inheritedTask, undefined);
    assert.equal(await lease.keepTask(task), true);
    for (let epoch = 2; epoch < 5; epoch++) {
      const next = await acquire(openLeases(() => false));
      assert.deepEqual(next.inheritedTask, task);
    }
    const last = await acquire(openLeases(() => false));
    await last.release();
    assert.equal((await acquire()).inheritedTask, undefined);
  });

  it('hand a task on if a window crashed while it took over', async () => {
    await (await acquire()).keepTask(task);
    // It had created its file, but not yet written its content.
    await writeFile(join(folder(), `${id}.2`), '');
    await disk.disk.utimes(join(folder(), `${id}.2`), new Date(0), new Date(0));
    const next = await acquire(openLeases(() => false));
    assert.deepEqual(next.inheritedTask, task);
    assert.deepEqual(await readdir(folder()), [`${id}.3`]);
  });

  it('are not taken over while the task in their file cannot be read', async () => {
    const lease = await acquire();
    await lease.keepTask(task);
    await lease.suspend();
    disk.faultFor = (name) => (name === 'readFile' ? 'EIO' : undefined);
    await assert.rejects(driver.waitFor(openLeases().acquire(id)), { code: 'EIO' });
    disk.faultFor = () => undefined;
    assert.deepEqual((await acquire()).inheritedTask, task);
  });

  const keepFaults: readonly [calls: readonly string[], failures: number, isKept: boolean][] = [
    [['open'], Infinity, true],
    [['rename', 'readFile', 'mkdir', 'utimes', 'close'], Infinity, true],
    [['write'], 1, true],
    [['write'], 6, true],
    [['write', 'open'], Infinity, false],
  ];
  for (const [calls, failures, isKept] of keepFaults) {
    it(`${isKept ? 'keep' : 'report that they cannot keep'} a task if ${calls.join(', ')} fail ${failures} times`, async () => {
      const lease = await acquire();
      const { size } = await stat(join(folder(), `${id}.1`));
      let count = 0;
      disk.faultFor = (name) => (calls.includes(name) && count++ < failures ? 'ENOSPC' : undefined);
      assert.equal(await driver.waitFor(lease.keepTask(task)), isKept);
      disk.faultFor = () => undefined;
      assert.equal((await stat(join(folder(), `${id}.1`))).size, size);
      await lease.suspend();
      assert.deepEqual((await acquire()).inheritedTask, isKept ? task : undefined);
    });
  }

  it('do not keep a task in a file that another window has deleted', async () => {
    const lease = await acquire();
    await acquire(openLeases(() => false));
    assert.equal(await driver.waitFor(lease.keepTask(task)), false);
  });
});
