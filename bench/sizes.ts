import { globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listActivationFiles } from '../scripts/tools/activationFiles.ts';
import { resolveProjectPath } from '../scripts/tools/paths.ts';
import { ensurePackage } from '../scripts/vscode/packages.ts';

/** When files load that are not needed at activation. */
const loadOccasions: Readonly<Record<string, string>> = {
  'service.cjs': 'first generation',
  'node-fetch.cjs': 'first request',
  'insert.cjs': 'first insertion',
  'inserting.cjs': 'first insertion',
  'galleryWebview.cjs': 'gallery opens',
  'keeping.cjs': 'library is looked after',
  'limit.cjs': 'half a minute after the start, with a limit',
  'prompt.cjs': 'first selection',
  'queryingTask.cjs': 'a task is asked for',
  'gallery.js': 'gallery opens',
  'gallery.css': 'gallery opens',
};

/** Prints the size of the package and when each of its files loads. */
export async function run(): Promise<void> {
  const vsix = await ensurePackage();
  console.log(`jimeng-images.vsix: ${statSync(vsix).size} bytes`);
  const activationFiles = listActivationFiles(resolveProjectPath('dist/extension.cjs')).map(
    (file) => basename(file),
  );
  const describeLoading = (name: string) =>
    activationFiles.includes(name) ? 'activation' : (loadOccasions[name] ?? 'with what shares it');
  const rows = globSync('*.{cjs,js,css}', { cwd: resolveProjectPath('dist') }).map((name) => {
    const bytes = readFileSync(resolveProjectPath(`dist/${name}`));
    return {
      file: name,
      'loads when': describeLoading(name),
      bytes: bytes.length,
      gzipped: gzipSync(bytes).length,
    };
  });
  console.table(rows.sort((a, b) => a['loads when'].localeCompare(b['loads when'])));
}
