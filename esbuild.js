import { context, build } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  // The package carries no maps: they double its size and name our source tree.
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const extension = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // The polyfill is node-fetch's fallback for a Node without web streams; the extension host's has them.
  external: ['vscode', 'web-streams-polyfill'],
  // VS Code swaps in its proxy- and certificate-aware modules only for a plain require('http' | 'https'):
  // under the 'node:' names a request would go around the user's proxy.
  alias: { 'node:http': 'http', 'node:https': 'https' },
};

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...common,
  entryPoints: { gallery: 'src/gallery/page/main.ts' },
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  target: 'chrome138',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
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

const targets = production ? [extension, page] : [extension, page, integrationTests];
if (watch) {
  const contexts = await Promise.all(targets.map((target) => context(target)));
  await Promise.all(contexts.map((each) => each.watch()));
  console.log('Watching for changes…');
} else {
  await Promise.all(targets.map((target) => build(target)));
}
