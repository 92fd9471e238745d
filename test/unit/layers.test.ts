import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { forbidden, options } from '../../scripts/tools/importRules.ts';
import { lazyModules } from '../../scripts/tools/lazyModules.ts';
import { layers } from '../../scripts/tools/layers.ts';

/** A package or a module of Node, and the layers that must not import it. */
const packages = [...new Set(layers.flatMap((layer) => layer.packages))];

describe('layers', () => {
  let root: string;
  /** `from → to` of every violation, by the name of the rule. */
  const violations = new Map<string, Set<string>>();

  /** Writes a file of the sample project that imports others. */
  function write(file: string, imports: readonly string[] = []): void {
    const specifiers = imports.map((target) => {
      if (!target.startsWith('src/')) return target;
      const relative = posix.relative(posix.dirname(file), target);
      return relative.startsWith('.') ? relative : `./${relative}`;
    });
    const lines = specifiers.map((specifier) => `import '${specifier}';`);
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${[...lines, 'export {};'].join('\n')}\n`);
  }

  const violationsOf = (rule: string) => violations.get(rule) ?? new Set<string>();
  const publicFileOf = ({ folder, publicApi }: (typeof layers)[number]) =>
    `src/${folder}/${publicApi?.[0] ?? 'some.ts'}`;

  before(async function () {
    this.timeout(60_000);
    root = mkdtempSync(join(tmpdir(), 'jimeng-layers-'));
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
    writeFileSync(join(root, 'tsconfig.json'), '{ "compilerOptions": { "module": "NodeNext" } }');
    for (const layer of layers) {
      write(publicFileOf(layer));
      write(`src/${layer.folder}/internal.ts`);
      write(
        `src/${layer.folder}/importsLayers.ts`,
        layers.filter((other) => other !== layer).map(publicFileOf),
      );
      write(`src/${layer.folder}/importsPackages.ts`, packages);
      write(`src/${layer.folder}/importsNode.ts`, ['node:fs']);
      write(
        `src/${layer.folder}/importsInternals.ts`,
        layers
          .filter((other) => other !== layer && other.publicApi)
          .map(({ folder }) => `src/${folder}/internal.ts`),
      );
    }
    for (const { file } of Object.values(lazyModules)) write(file);
    write(
      'src/extension.ts',
      Object.values(lazyModules).map(({ file }) => file),
    );
    write('src/commands/cycle/one.ts', ['src/commands/cycle/two.ts']);
    writeFileSync(
      join(root, 'src/commands/cycle/two.ts'),
      `import type { one } from './one.ts';\nexport type Two = typeof one;\n`,
    );
    const { output } = await cruise(['src'], {
      ...options,
      ruleSet: { forbidden },
      validate: true,
      baseDir: root,
    });
    for (const { rule, from, to } of (output as ICruiseResult).summary.violations) {
      const known = violations.get(rule.name) ?? new Set();
      violations.set(rule.name, known.add(`${from} → ${to}`));
    }
  });

  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  for (const layer of layers) {
    const { folder } = layer;
    const from = `src/${folder}`;

    it(`let ${folder} import only the layers of its row`, () => {
      const file = `${from}/importsLayers.ts`;
      const refused = [...violationsOf(`${folder}-layers`)].filter((each) => each.startsWith(file));
      const expected = layers
        .filter((other) => other !== layer && !layer.layers.includes(other.folder))
        .map((other) => `${file} → ${publicFileOf(other)}`);
      assert.deepEqual(refused.sort(), expected.sort());
    });

    it(`let ${folder} import only the packages of its row`, () => {
      const refused = [...violationsOf(`${folder}-packages`)].map(
        (each) => /node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(each)?.[1],
      );
      const expected = packages.filter((name) => !layer.packages.includes(name));
      assert.deepEqual([...new Set(refused)].sort(), expected.sort());
    });

    it(`${layer.usesNode ? 'let' : 'do not let'} ${folder} import modules of Node`, () => {
      const refused = [...violationsOf(`${folder}-node`)];
      assert.deepEqual(refused, layer.usesNode ? [] : [`${from}/importsNode.ts → fs`]);
    });

    if (layer.publicApi) {
      it(`let others import ${folder} only by its public API`, () => {
        const refused = [...violationsOf(`${folder}-public-api`)].filter((each) =>
          each.includes('importsInternals'),
        );
        const expected = layers
          .filter((other) => other !== layer)
          .map((other) => `src/${other.folder}/importsInternals.ts → ${from}/internal.ts`);
        assert.deepEqual(refused.sort(), expected.sort());
      });
    }
  }

  it('refuse cycles, even of types', () => {
    const cycles = [...violationsOf('no-cycles')];
    assert.ok(
      cycles.some((each) => each.includes('cycle/one.ts') || each.includes('cycle/two.ts')),
    );
  });

  it('refuse an import of a lazy module that is not lazy', () => {
    assert.deepEqual(
      [...violationsOf('lazy-modules')]
        .filter((each) => each.startsWith('src/extension.ts'))
        .sort(),
      Object.values(lazyModules)
        .map(({ file }) => `src/extension.ts → ${file}`)
        .sort(),
    );
  });

  it('refuse files that nothing imports', () => {
    const unused = [...violationsOf('no-unused-files')].map((each) => each.split(' → ')[0]);
    assert.ok(unused.includes('src/commands/importsNode.ts'));
  });

  it('exist as folders', () => {
    for (const { folder } of layers) assert.ok(existsSync(`src/${folder}`), folder);
  });
});
