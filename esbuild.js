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
  // VS Code swaps in its proxy- and certificate-aware modules only for a plain require('http' | 'https'):
  // under the 'node:' names a request would go around the user's proxy.
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
  await Promise.all(targets.map((target) => build(target)));
}
