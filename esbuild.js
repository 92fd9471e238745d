import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { context, build, transform } from 'esbuild';
import subsetFont from 'subset-font';
import { lazyModules } from './scripts/tools/lazyModules.ts';
import { iconNames } from './src/gallery/page/ui/iconNames.ts';

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

/**
 * esbuild takes only ES modules apart, and VS Code hands out its API and its network modules to
 * CommonJS's `require`: so the pieces are made as the one and turned into the other.
 * @type {import('esbuild').Plugin}
 */
const asCommonJs = {
  name: 'as-commonjs',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(outputFiles.map(turnIntoCommonJs));
    });
  },
};

/**
 * What is imported by `await import(…)` becomes a file of its own, loaded on first use. What such a
 * file shares with others is in a `chunk-….cjs` that both load, so that a class exists only once.
 * @type {import('esbuild').BuildOptions}
 */
const extension = {
  ...host,
  entryPoints: {
    extension: 'src/extension.ts',
    // Entry points, so that their files have these names.
    ...Object.fromEntries(Object.entries(lazyModules).map(([name, { file }]) => [name, file])),
  },
  external: ['vscode', './node-fetch.cjs'],
  alias: {
    // Bundled apart from the rest, as the next one says.
    'node-fetch': './node-fetch.cjs',
    'decode-named-character-reference': './src/prompt/namedCharacterReferences.ts',
  },
  format: 'esm',
  splitting: true,
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [asCommonJs],
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

/**
 * Of the hundreds of icons in the font, only those that the page shows.
 * @type {import('esbuild').Plugin}
 */
const usedIcons = {
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
const page = {
  ...common,
  entryPoints: [
    { in: 'src/gallery/page/main.ts', out: 'gallery' },
    { in: 'src/gallery/page/main.css', out: 'gallery' },
  ],
  outdir: 'dist',
  format: 'iife',
  platform: 'browser',
  plugins: [usedIcons],
  assetNames: '[name]',
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

/** How many targets are being built. */
let building = 0;

/**
 * Reports the builds of all targets as one, in the format that `.vscode/tasks.json` waits for.
 * @type {import('esbuild').Plugin}
 */
const reportBuilds = {
  name: 'report-builds',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (building++ === 0) console.log('[watch] build started');
    });
    onEnd(({ errors, warnings }) => {
      for (const [severity, messages] of Object.entries({ error: errors, warning: warnings })) {
        for (const { text, location } of messages) {
          const { file, line, column } = location ?? { file: 'esbuild.js', line: 1, column: 0 };
          console.log(`[watch] ${severity} ${file}:${line}:${column + 1}: ${text}`);
        }
      }
      if (--building === 0) console.log('[watch] build finished');
    });
  },
};

// What an earlier build left there would be packaged with the rest.
if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
const targets = production ? [extension, fetch, page] : [extension, fetch, page, integrationTests];
if (watch) {
  // Last, so that a build has finished when it says so.
  const contexts = await Promise.all(
    targets.map(({ plugins = [], ...rest }) =>
      context({ ...rest, plugins: [...plugins, reportBuilds] }),
    ),
  );
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const results = await Promise.all(targets.map((target) => build(target)));
  if (production) writeNotices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** @param {import('esbuild').OutputFile} module */
async function turnIntoCommonJs({ path, text }) {
  const { charset, target } = host;
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
 * Puts the licenses of the packages that went into the bundles beside them, as the licenses ask.
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
      : `${license} license, by ${author?.name ?? author}: ${homepage}`;
    return `${name} ${version}\n\n${terms}\n`;
  });
  writeFileSync('dist/ThirdPartyNotices.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}
