import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { context, build } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  // The package carries no maps: they double its size and name our source tree.
  sourcemap: production ? false : 'linked',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...common,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
};

/** @type {import('esbuild').BuildOptions} */
const extension = {
  ...host,
  entryPoints: { extension: 'src/extension.ts' },
  external: ['vscode', './node-fetch.cjs'],
  // A file of its own, so that it is loaded with the first request and not at activation.
  alias: { 'node-fetch': './node-fetch.cjs' },
  supported: { 'dynamic-import': false },
};

/** @type {import('esbuild').BuildOptions} */
const fetch = {
  ...host,
  entryPoints: { 'node-fetch': 'node-fetch' },
  // node-fetch's fallback for a Node without web streams; the extension host's has them.
  external: ['web-streams-polyfill'],
  // VS Code hands its proxy- and certificate-aware modules to a plain require('http' | 'https'). That
  // today's versions patch what the 'node:' names give as well is nothing they promise.
  alias: { 'node:http': 'http', 'node:https': 'https' },
  // What a default import of a CommonJS file gets.
  footer: { js: 'module.exports = module.exports.default;' },
};

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...common,
  entryPoints: [
    { in: 'src/gallery/page/main.ts', out: 'gallery' },
    { in: 'src/gallery/page/gallery.css', out: 'gallery' },
  ],
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  target: 'chrome138',
};

/** @type {import('esbuild').BuildOptions} */
const integrationTests = {
  ...common,
  minify: false,
  sourcemap: 'inline',
  entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
  outdir: 'out/test/integration',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  external: ['vscode', 'mocha'],
};

const targets = production ? [extension, fetch, page] : [extension, fetch, page, integrationTests];
if (watch) {
  const contexts = await Promise.all(targets.map((target) => context(target)));
  await Promise.all(contexts.map((each) => each.watch()));
  console.log('Watching for changes…');
} else {
  const results = await Promise.all(targets.map((target) => build(target)));
  if (production) writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/**
 * Puts the licences of the packages that went into the bundles beside them, as the licences ask.
 * @param {string[]} inputs
 */
function writeNotices(inputs) {
  const folders = inputs.flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [],
  );
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license, homepage, author } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const terms = file
      ? readFileSync(join(folder, file), 'utf8').trim()
      : `${license} licence, by ${author?.name ?? author}: ${homepage}`;
    return `${name} ${version}\n\n${terms}\n`;
  });
  writeFileSync('dist/ThirdPartyNotices.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
