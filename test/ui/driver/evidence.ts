import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../scripts/tools/paths.ts';
import { windowsNow } from './openVsCode.ts';

const failures = inProject('out/ui-failures');

/** Keeps what the windows of a failed test look like, and what their server said. */
export async function keepEvidence(title: string): Promise<void> {
  mkdirSync(failures, { recursive: true });
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  for (const [index, window] of windowsNow().entries()) {
    const file = join(failures, `${name}-${index + 1}`);
    await window.screenshot(`${file}.png`).catch(console.error);
    writeFileSync(`${file}.log`, window.serverLog());
    console.log(`      What it looked like: ${file}.png`);
  }
}
