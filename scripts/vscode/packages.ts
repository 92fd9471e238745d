import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npmRun } from '../tools/npm.ts';
import { inProject } from '../tools/paths.ts';
import { runQuietly } from '../tools/processes.ts';

const packageFile = inProject('jimeng-images.vsix');

/** Everything that the package is made of or made by. */
const sources = [
  'package.json',
  'package-lock.json',
  'package.nls*.json',
  'esbuild.js',
  '.vscodeignore',
  '*.md',
  'LICENSE',
  'l10n/**',
  'media/**',
  'src/**',
];

/** The extension's VSIX, packaged anew unless it is younger than all it is made of. Its path. */
export async function ensurePackage(): Promise<string> {
  if (isFresh()) return packageFile;
  console.log('Packaging the extension…');
  if ((await npmRun('package')) !== 0) throw new Error('The extension could not be packaged.');
  return packageFile;
}

/** Packages the companion that sets the key (scripts/sampleKey) into a folder. Returns its path. */
export async function packageSampleKey(folder: string): Promise<string> {
  const packagePath = join(folder, 'sample-key.vsix');
  await runQuietly(
    process.execPath,
    [
      inProject('node_modules/@vscode/vsce/vsce'),
      'package',
      ...['--no-dependencies', '--allow-missing-repository', '--skip-license'],
      ...['--out', packagePath],
    ],
    { cwd: inProject('scripts/sampleKey') },
  );
  return packagePath;
}

function isFresh(): boolean {
  if (!existsSync(packageFile)) return false;
  const packaged = statSync(packageFile).mtimeMs;
  return globSync(sources, { cwd: inProject('.') }).every(
    (path) => statSync(inProject(path)).mtimeMs <= packaged,
  );
}
