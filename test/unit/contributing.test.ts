import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { layers } from '../../scripts/tools/layers.ts';

const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
/** The first cell of each row under a heading. */
const firstCells = (heading: string) => {
  const section = contributing.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split('|')[1]?.trim() ?? '');
};
const mappedFolders = firstCells('Layers').map((cell) => cell.replaceAll('`', ''));

describe('CONTRIBUTING.md', () => {
  it('has every folder of src in its map, so that each file is one step away', () => {
    const files = globSync('src/**/*.{ts,css}');
    const folders = new Set(files.map((file) => `${dirname(file).split(sep).join('/')}/`));
    assert.deepEqual([...folders].sort(), [...mappedFolders].sort());
  });

  it('has every layer in its map', () => {
    const missing = layers.filter(({ folder }) => !mappedFolders.includes(`src/${folder}/`));
    assert.deepEqual(missing, []);
  });

  it('names only files that exist', () => {
    const named = [...contributing.matchAll(/`((?:src|test|scripts|docs|bench)\/[\w./-]+)`/g)];
    const missing = named.map(([, file]) => file ?? '').filter((file) => !existsSync(file));
    assert.deepEqual(missing, []);
  });

  it('names every npm script', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const cells = contributing.split('\n').filter((line) => line.startsWith('| `'));
    const unnamed = Object.keys(scripts).filter(
      (script) => !cells.some((cell) => cell.split('|')[1]?.includes(`\`${script}\``)),
    );
    assert.deepEqual(unnamed, []);
  });

  it('has recipes of at most five steps', () => {
    const recipes =
      contributing.split('\n## Recipes\n')[1]?.split('\n## ')[0]?.split('\n### ') ?? [];
    assert.ok(recipes.length > 5);
    for (const recipe of recipes.slice(1)) {
      const steps = recipe.split('\n').filter((line) => /^\d+\. /.test(line));
      assert.ok(steps.length > 0 && steps.length <= 5, recipe);
    }
  });
});
