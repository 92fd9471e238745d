import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { PendingMoves } from '../../../src/library/move/pendingMoves.ts';
import { hasPendingMoves } from '../../../src/library/pendingWork.ts';
import { useTempFolder } from '../support/tempFolder.ts';

const disk = createReliableDisk();

describe('PendingMoves', () => {
  const parent = useTempFolder();

  const [a, b, c] = [resolve('/a'), resolve('/b'), resolve('/c')];
  const byText = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();

  it('remembers moves until they are removed, for all windows whose library is their target', async () => {
    const folder = join(parent(), 'moves');
    const [first, second] = [new PendingMoves(folder, disk), new PendingMoves(folder, disk)];
    assert.deepEqual(await first.listTo(c), []);
    const moves = [
      { folder: a, target: c, scope: 'all' },
      { folder: b, target: c, scope: 'all' },
      { folder: a, target: c, scope: 'inProgress' },
    ] as const;
    const [all, other, inProgress] = moves;
    await Promise.all([first.add(all), second.add(other), second.add(all), first.add(inProgress)]);
    assert.deepEqual(byText(await first.listTo(c)), byText(moves));
    for (const target of [a, b]) {
      assert.deepEqual(await first.listTo(target), []);
      assert.equal(await hasPendingMoves(folder, target), false);
    }
    assert.equal(await hasPendingMoves(folder, c), true);
    await first.remove(all);
    assert.deepEqual(byText(await second.listTo(c)), byText([other, inProgress]));
  });

  it('redirects moves to a folder that is no longer the library', async () => {
    const folder = join(parent(), 'moves');
    const moves = new PendingMoves(folder, disk);
    await moves.add({ folder: a, target: b, scope: 'all' });
    await moves.redirect(b, c);
    assert.deepEqual(await moves.listTo(c), [{ folder: a, target: c, scope: 'all' }]);
    // Set back: what is still in its folder stays there.
    await moves.redirect(c, a);
    assert.deepEqual(await readdir(folder), []);
  });

  it('ignores files that are damaged, name no absolute path, or have no target', async () => {
    const folder = join(parent(), 'moves');
    const moves = new PendingMoves(folder, disk);
    await mkdir(folder);
    await writeFile(join(folder, '1.json'), '{');
    const texts = [
      { folder: '../other', target: c, scope: 'all' },
      { folder: a, scope: 'all' },
    ];
    for (const [index, text] of texts.entries())
      await writeFile(join(folder, `${index + 2}.json`), JSON.stringify(text));
    assert.deepEqual(await moves.listTo(c), []);
  });
});
