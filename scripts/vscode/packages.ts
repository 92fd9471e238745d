import { existsSync, globSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runNpmScript } from '../tools/npm.ts';
import { resolveProjectPath } from '../tools/paths.ts';
import { runSilently } from '../tools/processes.ts';

const packageFile = resolveProjectPath('jimeng-images.vsix');

/** Everything that goes into the package or builds it. */
const packageSources = [
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

/** Returns the path of the VSIX, packaging it first if a source is newer. */
export async function ensurePackage(): Promise<string> {
  if (isPackageUpToDate()) return packageFile;
  console.log('Packaging the extension…');
  if ((await runNpmScript('package')) !== 0)
    throw new Error('The extension could not be packaged.');
  return packageFile;
}

/** Packages the companion extension that sets the API keys (scripts/sampleKey). Returns its path. */
export function packageSampleKey(targetFolder: string): Promise<string> {
  return packageExtension(resolveProjectPath('scripts/sampleKey'), targetFolder);
}

/** Packages the extension in a folder into another folder. Returns the path of the VSIX. */
export async function packageExtension(folder: string, targetFolder: string): Promise<string> {
  const packagePath = join(targetFolder, `${basename(folder)}.vsix`);
  await runSilently(
    process.execPath,
    [
      resolveProjectPath('node_modules/@vscode/vsce/vsce'),
      'package',
      ...['--no-dependencies', '--allow-missing-repository', '--skip-license'],
      ...['--out', packagePath],
    ],
    { cwd: folder },
  );
  return packagePath;
}

function isPackageUpToDate(): boolean {
  if (!existsSync(packageFile)) return false;
  const packagedAtMs = statSync(packageFile).mtimeMs;
  return globSync(packageSources, { cwd: resolveProjectPath('.') }).every(
    (path) => statSync(resolveProjectPath(path)).mtimeMs <= packagedAtMs,
  );
}
