import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder for each test of the suite it is called in, taken away afterwards. */
export function useTempFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jimeng-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
