import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { context, build, transform } from 'esbuild';
import subsetFont from 'subset-font';
import { lazyModules } from './scripts/tools/lazyModules.ts';
import { readLicense } from './scripts/tools/licenses.ts';
import { iconNames } from './src/gallery/page/ui/iconNames.ts';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const commonOptions = {
  bundle: true,
  minify: production,
  // The package contains no source maps: they double its size and contain the paths of our source
  // tree.
  sourcemap: production ? false : 'linked',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** @type {import('esbuild').BuildOptions} */
const nodeBundle = {
  ...commonOptions,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
};

/**
 * esbuild can only split ES modules, but VS Code provides its API and network modules only to
 * CommonJS's `require`. So the bundles are built as ES modules and then converted to CommonJS.
 * @type {import('esbuild').Plugin}
 */
const commonJsPlugin = {
  name: 'as-commonjs',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(outputFiles.map(convertToCommonJs));
    });
  },
};

/**
 * Every `await import(…)` becomes a file of its own that loads on first use. Code shared between
 * files is moved to a `chunk-….cjs` that both load, so that each class exists only once.
 * @type {import('esbuild').BuildOptions}
 */
const extensionBundle = {
  ...nodeBundle,
  entryPoints: {
    extension: 'src/extension.ts',
    // Entry points, so that their files have these names.
    ...Object.fromEntries(Object.entries(lazyModules).map(([name, { file }]) => [name, file])),
  },
  external: ['vscode', './node-fetch.cjs'],
  alias: {
    // Bundled separately, see nodeFetchBundle.
    'node-fetch': './node-fetch.cjs',
    'decode-named-character-reference': './src/prompt/namedCharacterReferences.ts',
  },
  format: 'esm',
  splitting: true,
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [commonJsPlugin],
};

/** @type {import('esbuild').BuildOptions} */
const nodeFetchBundle = {
  ...nodeBundle,
  entryPoints: { 'node-fetch': 'node-fetch' },
  // Used by node-fetch only in Node versions without web streams. The extension host has them.
  external: ['web-streams-polyfill'],
  // VS Code patches 'http' and 'https' for proxies and certificates when they are loaded by these
  // names. Current versions also patch the 'node:' names, but do not guarantee it.
  alias: { 'node:http': 'http', 'node:https': 'https' },
  // What a default import of a CommonJS file resolves to.
  footer: { js: 'module.exports = module.exports.default;' },
};

/**
 * Reduces the icon font to the icons that the page uses, of several hundred.
 * @type {import('esbuild').Plugin}
 */
const usedIconsPlugin = {
  name: 'used-icons',
  setup({ onLoad }) {
    const rule = /^\.codicon-([\w-]+):before \{ content: "\\(\w+)" \}$/gm;
    const isUsed = (name) => iconNames.includes(name);
    onLoad({ filter: /codicon\.css$/ }, async ({ path }) => {
      const style = await readFile(path, 'utf8');
      const contents = style.replaceAll(rule, (whole, name) => (isUsed(name) ? whole : ''));
      return { contents, loader: 'css' };
    });
    onLoad({ filter: /codicon\.ttf$/ }, async ({ path }) => {
      const style = await readFile(join(dirname(path), 'codicon.css'), 'utf8');
      const used = [...style.matchAll(rule)].filter(([, name]) => isUsed(name));
      const characters = used.map(([, , code]) => String.fromCodePoint(Number.parseInt(code, 16)));
      const font = await subsetFont(await readFile(path), characters.join(''), {
        targetFormat: 'truetype',
      });
      return { contents: font, loader: 'file' };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const pageBundle = {
  ...commonOptions,
  entryPoints: [
    { in: 'src/gallery/page/main.ts', out: 'gallery' },
    { in: 'src/gallery/page/main.css', out: 'gallery' },
  ],
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  plugins: [usedIconsPlugin],
  assetNames: '[name]',
  target: 'chrome138',
};

/** @type {import('esbuild').BuildOptions} */
const integrationTestBundle = {
  ...commonOptions,
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

/** Number of targets that are being built. */
let activeBuilds = 0;

/**
 * Reports the builds of all targets as one, in the format that `.vscode/tasks.json` waits for.
 * @type {import('esbuild').Plugin}
 */
const reportBuildsPlugin = {
  name: 'report-builds',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (activeBuilds++ === 0) console.log('[watch] build started');
    });
    onEnd(({ errors, warnings }) => {
      for (const [severity, messages] of Object.entries({ error: errors, warning: warnings })) {
        for (const { text, location } of messages) {
          const { file, line, column } = location ?? { file: 'esbuild.js', line: 1, column: 0 };
          console.log(`[watch] ${severity} ${file}:${line}:${column + 1}: ${text}`);
        }
      }
      if (--activeBuilds === 0) console.log('[watch] build finished');
    });
  },
};

// Files of an earlier build would end up in the package.
if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
const bundles = [extensionBundle, nodeFetchBundle, pageBundle];
const targets = production ? bundles : [...bundles, integrationTestBundle];
if (watch) {
  // Added as the last plugin, so that a build is finished when it is reported.
  const contexts = await Promise.all(
    targets.map(({ plugins = [], ...rest }) =>
      context({ ...rest, plugins: [...plugins, reportBuildsPlugin] }),
    ),
  );
  await Promise.all(contexts.map((buildContext) => buildContext.watch()));
} else {
  const results = await Promise.all(targets.map((target) => build(target)));
  if (production) writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** @param {import('esbuild').OutputFile} module */
async function convertToCommonJs({ path, text }) {
  const { charset, target } = nodeBundle;
  const { code } = await transform(text, {
    format: 'cjs',
    target,
    charset,
    minify: production,
    sourcemap: production ? false : 'inline',
    sourcefile: path,
    supported: { 'dynamic-import': false },
  });
  await writeFile(path, code);
}

/**
 * Writes the licenses of the bundled packages next to the bundles, as the licenses require.
 * @param {string[]} inputs
 */
function writeNotices(inputs) {
  const folders = inputs.flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [],
  );
  const notices = [...new Set(folders)].sort().map((folder) => {
    const packageFile = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { name, version, homepage, author } = packageFile;
    const license = readLicense(packageFile);
    const file = readdirSync(folder).find((fileName) => /^licen[cs]e/i.test(fileName));
    const terms = file
      ? readFileSync(join(folder, file), 'utf8').trim()
      : `${license} license, by ${author?.name ?? author}: ${homepage}`;
    return `${name} ${version}\n\n${terms}\n`;
  });
  writeFileSync('dist/ThirdPartyNotices.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
