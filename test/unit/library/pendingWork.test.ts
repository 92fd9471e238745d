import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasPendingWork } from '../../../src/library/pendingWork.ts';
import { systemDisk } from '../../../src/library/disk/files.ts';
import { useTempFolder } from '../support/tempFolder.ts';

describe('hasPendingWork', () => {
  const folder = useTempFolder();

  async function createFile(name: string): Promise<void> {
    const file = join(folder(), name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '');
  }

  it('is false without a library', async () => {
    assert.equal(await hasPendingWork(folder()), false);
  });

  it('is false for finished generations, and reads none of them', async () => {
    for (let n = 0; n < 100; n++) await createFile(`records/${n}.json`);
    const calls: string[] = [];
    const disk = new Proxy(systemDisk, {
      get: (target, name: string) => {
        calls.push(name);
        return Reflect.get(target, name) as unknown;
      },
    });
    assert.equal(await hasPendingWork(folder(), disk), false);
    assert.deepEqual(calls, ['readdir', 'readdir', 'readdir']);
  });

  for (const name of ['leases/a.1', 'leases/a.cancel', 'trash/a/record.json', 'tmp/a.webp']) {
    it(`is true with ${name}`, async () => {
      await createFile(name);
      assert.equal(await hasPendingWork(folder()), true);
    });
  }
});
