import assert from 'node:assert/strict';
import { join } from 'node:path';
import { getFileErrorCode, systemDisk, type Disk } from '../../../src/library/disk/files.ts';
import { createMemoryDisk } from '../support/memoryDisk.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { useTempFolder } from '../support/tempFolder.ts';

/** Calls in order, in a folder. Each result is compared, and each error by its code. */
const steps: readonly ((disk: Disk, path: (name: string) => string) => Promise<unknown>)[] = [
  (disk, path) => disk.readdir(path('missing')),
  (disk, path) => disk.mkdir(path('a')),
  (disk, path) => disk.mkdir(path('a')),
  (disk, path) => disk.mkdir(path('a'), { recursive: true }),
  (disk, path) => disk.mkdir(path('b/c/d')),
  (disk, path) => disk.mkdir(path('b/c/d'), { recursive: true }).then(() => undefined),
  (disk, path) => disk.open(path('missing/file'), 'w'),
  (disk, path) => disk.open(path('a/file'), 'r'),
  (disk, path) => disk.open(path('a/file'), 'r+'),
  (disk, path) => disk.open(path('a'), 'w'),
  (disk, path) => writeText(disk, path('a/file'), 'wx', 'first'),
  (disk, path) => writeText(disk, path('a/file'), 'wx', 'second'),
  (disk, path) => disk.readFile(path('a/file'), 'utf8'),
  (disk, path) => writeText(disk, path('a/file'), 'w', '2nd'),
  (disk, path) => disk.readFile(path('a/file')),
  (disk, path) => disk.mkdir(path('a/file/in')),
  (disk, path) => disk.stat(path('a/file/in')),
  (disk, path) => disk.readFile(path('a/file/in'), 'utf8'),
  (disk, path) => disk.readdir(path('a/file')),
  (disk, path) => disk.readFile(path('a'), 'utf8'),
  (disk, path) => writeStream(disk, path('a/stream'), ['one ', 'two']),
  (disk, path) => disk.readFile(path('a/stream'), 'utf8'),
  (disk, path) => writeInPlace(disk, path('a/stream'), 'ONE', 0),
  (disk, path) => writeInPlace(disk, path('a/stream'), 'end', 9),
  (disk, path) => disk.readFile(path('a/stream'), 'utf8'),
  async (disk, path) => (await disk.readdir(path('a'))).sort(),
  async (disk, path) => (await disk.stat(path('a/stream'))).size,
  (disk, path) => disk.utimes(path('a/stream'), new Date(0), new Date(5000)),
  async (disk, path) => (await disk.stat(path('a/stream'))).mtimeMs,
  (disk, path) => disk.utimes(path('missing'), new Date(0), new Date(0)),
  (disk, path) => disk.rename(path('missing'), path('a/new')),
  (disk, path) => disk.rename(path('a/file'), path('missing/file')),
  (disk, path) => disk.rename(path('a/file'), path('a/stream')),
  (disk, path) => disk.readFile(path('a/stream'), 'utf8'),
  (disk, path) => disk.rename(path('a/stream'), path('b')),
  (disk, path) => disk.rename(path('b'), path('a/stream')),
  (disk, path) => disk.rename(path('a'), path('b')),
  (disk, path) => disk.rename(path('a'), path('b/c/d')),
  (disk, path) => disk.readdir(path('b/c/d')),
  (disk, path) => writeAfterRemoval(disk, path('removed')),
  (disk, path) => disk.readFile(path('removed'), 'utf8'),
  (disk, path) => disk.rm(path('missing')),
  (disk, path) => disk.rm(path('missing'), { force: true }),
  (disk, path) => disk.rm(path('b')),
  (disk, path) => disk.rm(path('b'), { force: true }),
  (disk, path) => disk.rm(path('b'), { recursive: true }),
  (disk, path) => disk.readdir(path('.')),
  (disk, path) =>
    Promise.resolve().then(() => {
      disk.watch(path('missing'), () => undefined);
    }),
];

async function writeText(disk: Disk, path: string, flags: string, text: string): Promise<void> {
  const handle = await disk.open(path, flags);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await handle.close();
}

async function writeStream(disk: Disk, path: string, parts: readonly string[]): Promise<void> {
  async function* chunks() {
    for (const part of parts) yield await Promise.resolve(Buffer.from(part));
  }
  const handle = await disk.open(path, 'w');
  await handle.writeFile(chunks());
  await handle.close();
}

async function writeInPlace(disk: Disk, path: string, text: string, position: number) {
  const handle = await disk.open(path, 'r+');
  const { bytesWritten } = await handle.write(Buffer.from(text), 0, text.length, position);
  await handle.close();
  await handle.sync().catch((error: unknown) => {
    assert.equal(getFileErrorCode(error), 'EBADF');
  });
  return bytesWritten;
}

async function writeAfterRemoval(disk: Disk, path: string): Promise<void> {
  const handle = await disk.open(path, 'w');
  await disk.rm(path);
  await handle.writeFile('lost');
  await handle.close();
}

/** The results of all steps, with the code instead of an error. */
async function runSteps(disk: Disk, folder: string): Promise<unknown[]> {
  await disk.mkdir(folder, { recursive: true });
  const results: unknown[] = [];
  for (const step of steps) {
    const work = step(disk, (name) => join(folder, name));
    const result = await work.catch((error: unknown) => getFileErrorCode(error));
    results.push(typeof result === 'string' ? result.replaceAll(folder, '') : result);
  }
  return results;
}

describe('Disk in memory', () => {
  const folder = useTempFolder();

  it('gives the same results as the disk of this machine', async () => {
    const { disk } = createMemoryDisk();
    assert.deepEqual(await runSteps(disk, folder()), await runSteps(systemDisk, folder()));
  });

  it('reports changes to those who watch a folder', async () => {
    const { disk } = createMemoryDisk();
    await disk.mkdir(folder(), { recursive: true });
    const names: (string | null)[] = [];
    const watcher = disk.watch(folder(), (_event, name) => names.push(name));
    await writeText(disk, join(folder(), 'a'), 'w', 'text');
    await disk.rename(join(folder(), 'a'), join(folder(), 'b'));
    watcher.close();
    await disk.rm(join(folder(), 'b'));
    assert.deepEqual(names, ['a', 'a', 'a', 'b']);
  });

  it('makes each call fail, before it does anything', async () => {
    const memory = createMemoryDisk();
    const { disk } = memory;
    await disk.mkdir(folder(), { recursive: true });
    const file = join(folder(), 'a');
    await writeText(disk, file, 'w', 'text');
    const handle = await disk.open(file, 'r+');
    memory.faultFor = () => 'EIO';
    const work = [
      disk.mkdir(join(folder(), 'b')),
      disk.open(join(folder(), 'b'), 'w'),
      disk.readFile(file),
      disk.readdir(folder()),
      disk.rename(file, join(folder(), 'b')),
      disk.rm(file),
      disk.stat(file),
      disk.utimes(file, new Date(0), new Date(0)),
      handle.write(Buffer.from('b'), 0, 1, 0),
      handle.writeFile('b'),
      handle.sync(),
      handle.close(),
    ];
    for (const each of work)
      await assert.rejects(each, (error) => getFileErrorCode(error) === 'EIO');
    assert.throws(() => disk.watch(folder(), () => undefined));
    assert.deepEqual(memory.files.list(folder()), [file]);
    assert.equal(memory.files.peek(file)?.toString(), 'text');
    assert.equal(memory.calls.length, 19);
  });

  it('keeps what a process did before it was killed, and nothing after', async () => {
    const files = new MemoryFiles(() => 1);
    const killed = createMemoryDisk(files);
    await killed.disk.mkdir(folder(), { recursive: true });
    const writing = writeText(killed.disk, join(folder(), 'a'), 'w', 'text');
    const opening = killed.disk.open(join(folder(), 'b'), 'w');
    await opening;
    killed.kill();
    void killed.disk.mkdir(join(folder(), 'c'));
    const settled = await Promise.race([
      writing,
      new Promise((resolve) => setImmediate(resolve, 1)),
    ]);
    assert.equal(settled, 1);
    assert.deepEqual(files.list(folder()), [join(folder(), 'a'), join(folder(), 'b')]);
  });
});
