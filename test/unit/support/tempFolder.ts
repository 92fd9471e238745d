import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Call inside `describe`: a temporary folder, new for each test and deleted afterwards. */
export function useTempFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jimeng-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
