import { existsSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inProject } from '../scripts/tools/paths.ts';
import { ensurePackage } from '../scripts/vscode/packages.ts';

/** The files that run, by when they are loaded. */
const loaded = {
  'extension.cjs': 'activation',
  'node-fetch.cjs': 'first request',
  'gallery.js': 'gallery opens',
  'gallery.css': 'gallery opens',
};

/** What is downloaded, and what of it loads when. */
export async function run(): Promise<void> {
  const vsix = await ensurePackage();
  console.log(`jimeng-images.vsix: ${statSync(vsix).size} bytes`);
  const rows = Object.entries(loaded)
    .map(([name, when]) => ({ name, when, file: inProject(`dist/${name}`) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, when, file }) => {
      const bytes = readFileSync(file);
      return {
        file: name,
        'loads when': when,
        bytes: bytes.length,
        gzipped: gzipSync(bytes).length,
      };
    });
  console.table(rows);
}
