import { globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listActivationFiles } from '../scripts/tools/activationFiles.ts';
import { lazyModules } from '../scripts/tools/lazyModules.ts';
import { resolveProjectPath } from '../scripts/tools/paths.ts';
import { ensurePackage } from '../scripts/vscode/packages.ts';

/** What loads the files that are neither loaded at activation nor lazy modules. */
const otherOccasions: Readonly<Record<string, string>> = {
  'node-fetch.cjs': 'first request',
  'gallery.js': 'opening the gallery',
  'gallery.css': 'opening the gallery',
};

/** The size of the package and of its files, and what loads each of them. */
export async function run(): Promise<void> {
  const vsix = await ensurePackage();
  console.log(`jimeng-images.vsix: ${statSync(vsix).size} bytes`);
  const activationFiles = listActivationFiles(resolveProjectPath('dist/extension.cjs')).map(
    (file) => basename(file),
  );
  const describeLoading = (name: string) => {
    if (activationFiles.includes(name)) return 'activation';
    const { loadedBy } = lazyModules[name.replace(/\.cjs$/, '')] ?? {};
    return loadedBy ?? otherOccasions[name] ?? 'with the files that share it';
  };
  const rows = globSync('*.{cjs,js,css}', { cwd: resolveProjectPath('dist') }).map((name) => {
    const bytes = readFileSync(resolveProjectPath(`dist/${name}`));
    return {
      file: name,
      'loaded by': describeLoading(name),
      bytes: bytes.length,
      gzipped: gzipSync(bytes).length,
    };
  });
  console.table(rows.sort((a, b) => a['loaded by'].localeCompare(b['loaded by'])));
}
