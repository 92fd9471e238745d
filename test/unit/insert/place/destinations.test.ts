import assert from 'node:assert/strict';
import { createFiles, findPlacesIn, formatPlace, noSettings } from './memoryProject.ts';

const root = '/home/me/site';

describe('Settings for destinations', () => {
  const files = createFiles(root, {
    'docs/api/readme.md docs/a.html hugo.toml content/a.md': '',
  });
  const find = (destination: Record<string, string>, document = 'docs/api/readme.md') =>
    findPlacesIn(files, root, document, { ...noSettings, destination });

  const destinations: readonly (readonly [glob: string, destination: string, place: string])[] = [
    ['**/*.md', 'assets/', 'docs/api/assets → assets/a-fox.png (setting)'],
    ['*.md', 'assets/', 'docs/api/assets → assets/a-fox.png (setting)'],
    ['**/*.{html,md}', '../img/', 'docs/img → ../img/a-fox.png (setting)'],
    ['/docs/**/*', '/assets/', 'assets → ../../assets/a-fox.png (setting)'],
    ['/docs/**', '${documentBaseName}', 'docs/api → readme.png (setting)'],
    ['**/readme.?d', 'images', 'docs/api/images → images/a-fox.png (setting)'],
    ['**/[a-r]*.md', '', 'docs/api → a-fox.png (setting)'],
    ['**', '${documentWorkspaceFolder}/x/', 'x → ../../x/a-fox.png (setting)'],
    ['**', '/x/${documentRelativeDirName}/', 'x/docs/api → ../../x/docs/api/a-fox.png (setting)'],
    ['**', 'x/${documentBaseName/(.).*/$1/}/', 'docs/api/x/r → x/r/a-fox.png (setting)'],
    ['**', '/${documentRelativeDirName/^docs\\/(.*)$/$1/}/', 'api → ../../api/a-fox.png (setting)'],
    ['**', 'x/${unixTime}.${fileExtName}', 'docs/api/x → x/0.png (setting)'],
    [
      '**',
      '${isoTime}/',
      'docs/api/1970-01-01T00-00-00.000Z → 1970-01-01T00-00-00.000Z/a-fox.png (setting)',
    ],
    [
      '**',
      'x/${unknown}/\\${fileName}',
      'docs/api/x/${unknown} → x/${unknown}/${fileName}.png (setting)',
    ],
    ['**', 'x/${documentBaseName/(a+)+$/$1/}/', 'docs/api/x/readme → x/readme/a-fox.png (setting)'],
    ['**', 'x/${documentBaseName/(/$1/}/', 'docs/api/x/readme → x/readme/a-fox.png (setting)'],
    [
      '**',
      '${documentExtName}-${documentFileName}/',
      'docs/api/md-readme.md → md-readme.md/a-fox.png (setting)',
    ],
  ];
  for (const [glob, destination, expected] of destinations) {
    it(`${glob}: ${destination} → ${expected}`, async () => {
      const [place] = await find({ [glob]: destination });
      assert.equal(formatPlace(place, root), expected);
    });
  }

  it('give names that every file system accepts', async () => {
    for (const [document, destination, name] of [
      ['docs/con.md', '${documentBaseName}', 'con-image.png'],
      ['docs/nul.v2.md', 'x/${documentBaseName}.png', 'nul-image.v2.png'],
      [`docs/${'狐'.repeat(80)}.md`, '${documentBaseName}-${fileName}', `${'狐'.repeat(43)}.png`],
      [`docs/${'👩‍🚀'.repeat(20)}.md`, 'x/${documentBaseName}', `${'👩‍🚀'.repeat(11)}.png`],
    ] as const) {
      const [place] = await find({ '**': destination }, document);
      assert.equal(place?.locate('a-fox.png').path.split('/').at(-1), name);
    }
  });

  it('do not apply if no pattern matches', async () => {
    for (const glob of ['/readme.md', '*.html', 'docs/*.md', '**/x/**', '', '{', '[', '**/?.md']) {
      const [place] = await find({ [glob]: 'assets/' });
      assert.equal(place?.rule, 'besideDocument', glob);
    }
  });

  it('apply in the order of the setting', async () => {
    const [place, ...others] = await find({ '*.html': 'a/', '**/*.md': 'b/', '**': 'c/' });
    assert.equal(formatPlace(place, root), 'docs/api/b → b/a-fox.png (setting)');
    assert.deepEqual(
      others.map(({ rule }) => rule),
      ['besideDocument'],
    );
  });

  it('apply in every language, with references as the project has them', async () => {
    const [page] = await find({ '**': '/static/x/' }, 'content/a.md');
    assert.equal(formatPlace(page, root), 'static/x → /x/a-fox.png (setting)');
    const [html] = await find({ '**': 'x/' }, 'docs/a.html');
    assert.equal(formatPlace(html, root), 'docs/x → x/a-fox.png (setting)');
  });

  it('are reported if they are outside of the workspace', async () => {
    for (const [destination, isOutside] of [
      ['../../../out/', true],
      ['/../out/', true],
      ['${documentWorkspaceFolder}/../out/', true],
      ['/', false],
      ['../../', false],
    ] as const) {
      const [place] = await find({ '**': destination });
      assert.equal(place?.isOutside, isOutside, destination);
    }
  });

  it('are those of Markdown in Markdown, with their overwrite behavior', async () => {
    const settings = {
      ...noSettings,
      markdownDestination: { '**': 'md/' },
      markdownOverwriteBehavior: 'overwrite' as const,
    };
    const [place] = await findPlacesIn(files, root, 'docs/api/readme.md', settings);
    assert.equal(formatPlace(place, root), 'docs/api/md → md/a-fox.png (markdownCopyFiles)');
    assert.equal(place?.overwrites, true);
    const [html] = await findPlacesIn(files, root, 'docs/a.html', settings);
    assert.equal(html?.rule, 'besideDocument');
    const both = { ...settings, destination: { '**': 'own/' } };
    const places = await findPlacesIn(files, root, 'docs/api/readme.md', both);
    assert.deepEqual(
      places.map(({ rule, overwrites }) => [rule, overwrites]),
      [
        ['setting', false],
        ['markdownCopyFiles', true],
        ['besideDocument', false],
      ],
    );
  });
});
