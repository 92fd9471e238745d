import assert from 'node:assert/strict';
import { findPlaces } from '../../../../src/insert/place/findPlaces.ts';
import { findRootText } from '../../../../src/insert/place/rootText.ts';
import {
  createDocument,
  createFiles,
  createReader,
  findPlacesIn,
  formatPlace,
  noSettings,
  toUri,
} from './memoryProject.ts';

const root = '/home/me/site';

describe('findPlaces', () => {
  it('follows the settings of LaTeX Workshop', async () => {
    const include = (folder: string) =>
      `\\documentclass{book}\n\\graphicspath{{${folder}/}}\n\\input{../parts/one}`;
    const files = createFiles(root, {
      'a/main.tex': include('art'),
      'b/main.tex': include('img'),
      'c.tex': include('pics').replace('../', ''),
      'parts/one.tex': '',
    });
    for (const [latexRoots, expected] of [
      [{ include: ['b/main.tex'], exclude: [] }, 'b/img → a-fox.png (latexGraphicsPath)'],
      [{ include: [], exclude: ['c.*'] }, 'parts/images → images/a-fox.png (besideDocument)'],
      [
        { include: ['**/main.tex'], exclude: [] },
        'parts/images → images/a-fox.png (besideDocument)',
      ],
      [{ include: [], exclude: [] }, 'pics → a-fox.png (latexGraphicsPath)'],
    ] as const) {
      const [place] = await findPlacesIn(files, root, 'parts/one.tex', noSettings, { latexRoots });
      assert.equal(formatPlace(place, root), expected);
    }
  });

  it('returns the other places of a project, each once', async () => {
    const files = createFiles(root, {
      'astro.config.mjs': '',
      'src/pages/a.astro': '<img src="/pics/x.png">\n<img src="/pics/y.png">',
      'public/pics/x.png public/pics/y.png src/images/x.png': '',
    });
    const places = await findPlacesIn(files, root, 'src/pages/a.astro');
    assert.deepEqual(
      places.map((place) => formatPlace(place, root)),
      [
        'public/pics → /pics/a-fox.png (sameAsOtherImages)',
        'src/images → ../images/a-fox.png (import, astro)',
        'src/pages/images → images/a-fox.png (import, besideDocument)',
      ],
    );
  });

  it('returns only places that the build finds', async () => {
    const files = createFiles(root, '_config.yml _posts/fox.md _posts/images/x.png');
    const places = await findPlacesIn(files, root, '_posts/fox.md');
    assert.deepEqual(
      places.map(({ rule }) => rule),
      ['jekyll'],
    );
  });

  it('describes a file in any folder', async () => {
    const files = createFiles(root, 'hugo.toml content/posts/fox.md static/images/x.png');
    const [place] = await findPlacesIn(files, root, 'content/posts/fox.md');
    const describe = (path: string) => place?.describe(toUri(path));
    assert.deepEqual(describe(`${root}/static/b/c.png`), { path: '/b/c.png', form: 'path' });
    assert.deepEqual(describe(`${root}/x/c.png`), { path: '../../x/c.png', form: 'path' });
    assert.equal(place?.describe({ scheme: 'memfs', authority: '', path: '/c.png' }), undefined);
  });

  it('writes next to a file that is opened without a folder, whatever is around it', async () => {
    const files = createFiles('/home/me', 'package.json hugo.toml content/a.md content/img/x.png');
    const document = createDocument(toUri('/home/me/content/a.md'), '');
    const places = await findPlaces(document, [], noSettings, createReader(files));
    assert.deepEqual(
      places.map((place) => [place.folder.path, place.rule, place.isOutside]),
      [
        ['/home/me/content/img', 'imageFolder', false],
        ['/home/me/content/images', 'besideDocument', false],
      ],
    );
  });

  it('writes next to a document outside of the open folders', async () => {
    const document = createDocument(toUri('/tmp/a.md'), '');
    const [place] = await findPlaces(document, [toUri(root)], noSettings, createReader({}));
    assert.deepEqual([place?.folder.path, place?.isOutside], ['/tmp/images', false]);
  });

  it('expects an untitled document to be saved in the workspace', async () => {
    const uri = { scheme: 'untitled', authority: '', path: 'Untitled-1' };
    const document = createDocument(uri, '', { isUntitled: true, languageId: 'markdown' });
    const files = createFiles(root, 'docs/a.md');
    const [place] = await findPlaces(document, [toUri(root)], noSettings, createReader(files));
    assert.equal(formatPlace(place, root), 'images → images/a-fox.png (besideDocument)');
    assert.deepEqual(place?.folder, toUri(`${root}/images`));
    assert.deepEqual(await findPlaces(document, [], noSettings, createReader(files)), []);
  });

  it('uses the path of an untitled document that has one', async () => {
    const uri = { scheme: 'untitled', authority: '', path: `${root}/docs/new.md` };
    const document = createDocument(uri, '', { isUntitled: true });
    const [place] = await findPlaces(document, [toUri(root)], noSettings, createReader({}));
    assert.deepEqual(place?.folder, toUri(`${root}/docs/images`));
  });

  it('uses the folder of the workspace that a document is in', async () => {
    const files = {
      ...createFiles('/home/me/site', 'hugo.toml content/a.md'),
      ...createFiles('/home/me/site/themes/x', 'layouts/a.html static/img/x.png'),
      ...createFiles('/home/me/docs', 'mkdocs.yml docs/a.md'),
    };
    const folders = ['/home/me/site', '/home/me/docs'].map(toUri);
    const document = createDocument(toUri('/home/me/docs/docs/a.md'), '');
    const [place] = await findPlaces(document, folders, noSettings, createReader(files));
    assert.deepEqual([place?.folder.path, place?.rule], ['/home/me/docs/docs/images', 'mkdocs']);
  });

  it('keeps the images of a document in another folder of the workspace', async () => {
    const files = {
      ...createFiles('/home/me/site', { 'a.md': '![](../media/x.png)' }),
      ...createFiles('/home/me/media', 'x.png'),
    };
    const document = createDocument(toUri('/home/me/site/a.md'), '![](../media/x.png)');
    const findPaths = () => Promise.resolve(['../media/x.png']);
    const find = (folders: string[]) =>
      findPlaces(document, folders.map(toUri), noSettings, createReader(files), { findPaths });
    const [inWorkspace] = await find(['/home/me/site', '/home/me/media']);
    assert.equal(inWorkspace?.folder.path, '/home/me/media');
    const [outside] = await find(['/home/me/site']);
    assert.equal(outside?.folder.path, '/home/me/site/images');
  });

  it('keeps scheme and authority in virtual workspaces', async () => {
    const base = { scheme: 'vscode-vfs', authority: 'github' };
    const uri = { ...base, path: '/me/site/_posts/a.md' };
    const files = createFiles('/me/site', '_config.yml Gemfile _posts/a.md');
    const folders = [{ ...base, path: '/me/site' }];
    const [place] = await findPlaces(
      createDocument(uri, ''),
      folders,
      noSettings,
      createReader(files),
    );
    assert.deepEqual(place?.locate('a.png'), { ...base, path: '/me/site/assets/images/a.png' });
  });

  it('ignores the case of Windows drive letters', async () => {
    const files = createFiles('/c:/site', 'hugo.toml content/a.md');
    const document = createDocument(toUri('/c:/site/content/a.md'), '');
    const [place] = await findPlaces(document, [toUri('/C:/site')], noSettings, {
      readText: ({ path }) => createReader(files).readText(toUri(path.replace('/C:', '/c:'))),
      list: ({ path }) => createReader(files).list(toUri(path.replace('/C:', '/c:'))),
    });
    assert.equal(place?.rule, 'hugoStatic');
    assert.equal(place.describe(place.locate('a.png'))?.path, '/images/a.png');
  });

  it('uses the image folder that an AsciiDoc document specifies', async () => {
    const files = createFiles(root, 'docs/a.adoc');
    for (const [baseFolder, expected] of [
      ['img', 'docs/img → a-fox.png (asciidocImagesDir)'],
      ['../art', 'art → a-fox.png (asciidocImagesDir)'],
      ['{docdir}/art', 'docs/art → a-fox.png (asciidocImagesDir)'],
      ['https://example.com/img', 'docs/images → images/a-fox.png (besideDocument)'],
      ['{assets}/img', 'docs/images → images/a-fox.png (besideDocument)'],
    ] as const) {
      const [place] = await findPlacesIn(files, root, 'docs/a.adoc', noSettings, { baseFolder });
      assert.equal(formatPlace(place, root), expected);
    }
  });

  it('notes that pubspec.yaml does not list the folder', async () => {
    const listed =
      'flutter:\n  uses-material-design: true\n  assets:\n    - assets/images/ # ours\n';
    const flutter = (pubspec: string) =>
      findPlacesIn(
        createFiles(root, { 'pubspec.yaml': pubspec, 'lib/a.dart': '' }),
        root,
        'lib/a.dart',
      );
    assert.deepEqual((await flutter(listed))[0]?.notes, []);
    assert.deepEqual((await flutter('flutter:\n'))[0]?.notes, [
      { kind: 'notInPubspec', pubspec: toUri(`${root}/pubspec.yaml`), folder: 'assets/images/' },
    ]);
  });

  it('returns resource names on Android', async () => {
    const files = createFiles(root, 'src/main/AndroidManifest.xml src/main/java/A.kt');
    const [place] = await findPlacesIn(files, root, 'src/main/java/A.kt');
    const names: Readonly<Record<string, string>> = {
      'a-fox.png': 'a_fox.png',
      'Fox (2).webp': 'fox_2.webp',
      '3-foxes.png': 'image_3_foxes.png',
      '狐狸.png': 'image.png',
      'Füchse.jpg': 'fuchse.jpg',
      'class.png': 'image_class.png',
      'a.b.png': 'a_b.png',
    };
    for (const [fileName, expected] of Object.entries(names)) {
      const file = place?.locate(fileName);
      assert.equal(file?.path, `${root}/src/main/res/drawable/${expected}`);
    }
  });

  it('returns the root text of a chapter in LaTeX', async () => {
    const files = createFiles(root, {
      'main.tex': '\\documentclass{book}\n\\input{setup}\n\\input{a}',
      'setup.tex': '\\usepackage{graphicx}',
      'a.tex': 'Text.',
    });
    const find = (name: string) =>
      findRootText(
        createDocument(toUri(`${root}/${name}`), files[`${root}/${name}`] ?? ''),
        [toUri(root)],
        createReader(files),
      );
    assert.match((await find('a.tex')) ?? '', /documentclass[^]*graphicx/);
    assert.equal(await find('main.tex'), undefined);
  });

  it('limits the number of files that are read', async () => {
    let reads = 0;
    const names = Array.from({ length: 5_000 }, (_, index) => `chapter-${index}.tex`);
    const count = <T>(value: T) => {
      reads++;
      return Promise.resolve(value);
    };
    const reader = {
      readText: () => count('\\documentclass{book}\n' + '\\input{x}\n'.repeat(10_000)),
      list: () => count(names),
    };
    const document = createDocument(toUri(`${root}/a/b/c.tex`), 'Text.');
    const places = await findPlaces(document, [toUri(root)], noSettings, reader);
    assert.ok(places.length > 0);
    assert.ok(reads <= 400, `${reads}`);
  }).timeout(5_000);
});
