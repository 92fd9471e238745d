import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Leases, type Lease } from '../../../src/library/lease.ts';
import { ManualClock } from '../support/clock.ts';
import { testDisk, type TestDisk } from '../support/disk.ts';
import { useFolder } from '../support/folder.ts';
import { Pace } from '../support/pace.ts';
import { pick, seeded } from '../support/random.ts';

const id = '20260101T000000000-00000000';

describe('A lease', () => {
  const folder = useFolder();
  let pace: Pace;
  let disk: TestDisk;

  beforeEach(() => {
    pace = new Pace();
    disk = testDisk(pace);
  });

  const window = (clock = pace.clock) => new Leases(folder(), { disk: disk.disk, clock });
  const files = () => readdir(folder());

  /** A window whose time has stopped, so that it renews nothing. */
  const frozen = () => {
    const clock = { now: () => pace.clock.now(), sleep: () => new Promise<void>(() => undefined) };
    return new Leases(folder(), { disk: disk.disk, clock });
  };

  async function take(windows: readonly Leases[], of = id): Promise<Lease[]> {
    const taken = await Promise.all(windows.map((window) => window.acquire(of)));
    return taken.filter((lease) => lease !== undefined);
  }

  it('goes to exactly one of many at once, in 200 rounds', async () => {
    const random = seeded(200);
    for (let round = 0; round < 200; round++) {
      const windows = Array.from({ length: 2 + pick(random, 8) }, () => window());
      const taken = await take(windows, `${id}-${round}`);
      assert.equal(taken.length, 1, `round ${round}`);
    }
  });

  it('is taken over by exactly one of many, in 100 rounds', async () => {
    const random = seeded(100);
    await take([frozen()]);
    for (let round = 0; round < 100; round++) {
      pace.clock.advance(20_000);
      const windows = Array.from({ length: 2 + pick(random, 8) }, frozen);
      assert.equal((await take(windows)).length, 1, `round ${round}`);
      assert.deepEqual(await files(), [`${id}.${round + 2}`]);
    }
  });

  it('is nobody else’s while it is held', async () => {
    const [lease] = await take([window()]);
    for (let minute = 0; minute < 10; minute++) {
      await pace.until(pace.clock.sleep(60_000));
      await pace.rest();
      assert.deepEqual(await take([window()]), []);
    }
    assert.equal(lease?.lost.aborted, false);
  });

  it('is anyone’s 20 seconds after its last renewal', async () => {
    await take([frozen()]);
    pace.clock.advance(19_999);
    assert.equal((await take([window()])).length, 0);
    pace.clock.advance(1);
    assert.equal((await take([window()])).length, 1);
  });

  it('may be taken again at once when it was given back', async () => {
    const [lease] = await take([window()]);
    await lease?.release();
    assert.deepEqual(await files(), []);
    assert.equal((await take([window()])).length, 1);
    assert.equal(lease?.lost.aborted, false);
  });

  it('that cannot be given back comes to its end', async () => {
    const [lease] = await take([window()]);
    disk.faults = (name) => (name === 'rm' ? 'EPERM' : undefined);
    await lease?.release();
    disk.faults = () => undefined;
    assert.equal((await take([window()])).length, 0);
    pace.clock.advance(20_000);
    assert.equal((await take([window()])).length, 1);
  });

  it('renews nothing once it was given back', async () => {
    const [lease] = await take([window()]);
    await lease?.release();
    assert.equal(pace.clock.sleeping, 0);
  });

  it('tells who slept through its end that it is lost', async () => {
    const asleep = new ManualClock(pace.clock.now());
    const [mine] = await take([window(asleep)]);
    pace.clock.advance(20_000);
    const [theirs] = await take([frozen()]);
    assert.ok(mine && theirs);
    asleep.advance(20_000);
    await pace.rest();
    assert.ok(mine.lost.aborted);
    await mine.release();
    assert.equal(theirs.lost.aborted, false);
    assert.deepEqual(await files(), [`${id}.2`]);
  });

  it('is lost when its file cannot be renewed', async () => {
    const [lease] = await take([window()]);
    await rm(join(folder(), `${id}.1`));
    await pace.until(pace.clock.sleep(5_000));
    await pace.rest();
    assert.ok(lease?.lost.aborted);
  });

  it('of one generation says nothing about another', async () => {
    assert.equal((await take([window()], 'a')).length, 1);
    assert.equal((await take([window()], 'ab')).length, 1);
    assert.equal((await take([window()], 'a.b')).length, 1);
  });

  it('that cannot be written is an error, not somebody else’s', async () => {
    disk.faults = (name) => (name === 'open' ? 'ENOSPC' : undefined);
    await assert.rejects(window().acquire(id), { code: 'ENOSPC' });
  });

  it('of a process that is no more is free at once', async () => {
    const [first] = await take([frozen()]);
    assert.ok(first);
    const options = { disk: disk.disk, clock: pace.clock };
    const living = new Leases(folder(), { ...options, isAlive: () => true });
    assert.equal(await living.acquire(id), undefined);
    const asked: number[] = [];
    const isAlive = (pid: number) => asked.push(pid) === 0;
    assert.ok(await new Leases(folder(), { ...options, isAlive }).acquire(id));
    assert.deepEqual(asked, [process.pid]);
  });
});
