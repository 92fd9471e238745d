import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import { currentWindows } from './openVsCode.ts';

const failuresFolder = resolveProjectPath('out/ui-failures');

/** Saves screenshots and server logs of the open windows after a failed test. */
export async function saveFailureArtifacts(title: string): Promise<void> {
  mkdirSync(failuresFolder, { recursive: true });
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  for (const [index, window] of currentWindows().entries()) {
    const file = join(failuresFolder, `${name}-${index + 1}`);
    await window.screenshot(`${file}.png`).catch(console.error);
    writeFileSync(`${file}.log`, window.server.log());
    console.log(`      Screenshot: ${file}.png`);
  }
}
