import { globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadedFirst } from '../scripts/tools/loadedFirst.ts';
import { inProject } from '../scripts/tools/paths.ts';
import { ensurePackage } from '../scripts/vscode/packages.ts';

/** When the files load that are not needed at activation. */
const firstUse: Readonly<Record<string, string>> = {
  'calls.cjs': 'first generation',
  'node-fetch.cjs': 'first request',
  'insert.cjs': 'first insertion',
  'inserting.cjs': 'first insertion',
  'pageHost.cjs': 'gallery opens',
  'keeping.cjs': 'library is looked after',
  'limit.cjs': 'half a minute after the start, with a limit',
  'prompt.cjs': 'first selection',
  'queryingTask.cjs': 'a task is asked for',
  'gallery.js': 'gallery opens',
  'gallery.css': 'gallery opens',
};

/** What is downloaded, and what of it loads when. */
export async function run(): Promise<void> {
  const vsix = await ensurePackage();
  console.log(`jimeng-images.vsix: ${statSync(vsix).size} bytes`);
  const first = loadedFirst(inProject('dist/extension.cjs')).map((file) => basename(file));
  const whenLoaded = (name: string) =>
    first.includes(name) ? 'activation' : (firstUse[name] ?? 'with what shares it');
  const rows = globSync('*.{cjs,js,css}', { cwd: inProject('dist') }).map((name) => {
    const bytes = readFileSync(inProject(`dist/${name}`));
    return {
      file: name,
      'loads when': whenLoaded(name),
      bytes: bytes.length,
      gzipped: gzipSync(bytes).length,
    };
  });
  console.table(rows.sort((a, b) => a['loads when'].localeCompare(b['loads when'])));
}
