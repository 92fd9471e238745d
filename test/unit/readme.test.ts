import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { modelIds } from '../../src/jimeng/index.ts';

const { contributes } = readJson(
  'package.json',
  v.object({
    contributes: v.object({
      commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
      configuration: v.array(
        v.object({
          properties: v.record(
            v.string(),
            v.object({
              default: v.unknown(),
              markdownDeprecationMessage: v.optional(v.string()),
            }),
          ),
        }),
      ),
    }),
  }),
);

const languages = [
  { file: 'README.md', nls: 'package.nls.json' },
  { file: 'README.zh-cn.md', nls: 'package.nls.zh-cn.json' },
] as const;

for (const { file, nls } of languages) {
  describe(file, () => {
    const text = readFileSync(file, 'utf8');
    const titles = readJson(nls, v.record(v.string(), v.string()));

    it('lists the commands by their titles', () => {
      const palette = contributes.commands.filter(
        ({ command }) => !command.startsWith('jimeng.gallery.'),
      );
      const resolve = (text: string) => titles[text.replaceAll('%', '')] ?? text;
      const expected = palette.map(({ category, title }) => {
        return `${resolve(category)}: ${resolve(title)}`;
      });
      const listed = rowsOf(text).filter(([name = '']) => /^(?:Jimeng|即梦): /.test(name));
      assert.deepEqual(listed.map(([name]) => name).sort(), expected.sort());
    });

    it('lists the settings with their defaults', () => {
      const listed = rowsOf(text).filter(([name = '']) => name.startsWith('`jimeng.'));
      const settings = contributes.configuration
        .flatMap(({ properties }) => Object.entries(properties))
        .filter(([, { markdownDeprecationMessage }]) => markdownDeprecationMessage === undefined);
      const names = new Set(settings.map(([name]) => name));
      assert.deepEqual(
        listed
          .map(([name = '', value]) => [name.replaceAll('`', ''), value] as const)
          .filter(([name]) => names.has(name)),
        settings.map(([name, { default: value }]) => [
          name,
          `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``,
        ]),
      );
    });

    it('lists the models', () => {
      const listed = rowsOf(text).map(([name = '']) => name.replaceAll('`', ''));
      assert.deepEqual(
        listed.filter((name) => name.startsWith('jimeng-')),
        modelIds,
      );
    });
  });
}

describe('README translation', () => {
  const [english = '', chinese = ''] = languages.map(({ file }) => readFileSync(file, 'utf8'));

  it('has the same sections, rows, and images in both languages', () => {
    const structureOf = (text: string) => ({
      headings: text.match(/^#+ /gm),
      rows: rowsOf(text).map(({ length }) => length),
      images: text.match(/(?<=\]\()media\/[^)]+/g),
    });
    assert.deepEqual(structureOf(chinese), structureOf(english));
  });
});

describe('Links', () => {
  for (const file of [
    'README.md',
    'README.zh-cn.md',
    'SECURITY.md',
    'SUPPORT.md',
    'CHANGELOG.md',
  ]) {
    it(`of ${file} have existing targets`, () => {
      for (const target of targetsIn(readFileSync(file, 'utf8'))) {
        const [path = '', anchor] = target.split('#');
        const linked = path === '' ? file : path;
        assert.ok(existsSync(linked), target);
        if (anchor === undefined) continue;
        assert.ok(anchorsIn(readFileSync(linked, 'utf8')).includes(anchor), target);
      }
    });
  }
});

/** The links of a text into the repository. `../../` leads to the repository's pages on GitHub. */
function targetsIn(text: string): string[] {
  const all = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  return all.filter((target) => !/^(https?:|\.\.\/\.\.\/)/.test(target));
}

/** The anchors that GitHub creates for the headings of a text. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The cells of all rows of all tables. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

function readJson<Schema extends v.GenericSchema>(path: string, schema: Schema) {
  return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));
}
