import assert from 'node:assert/strict';
import { createFiles, findPlacesIn, toUri } from './memoryProject.ts';

const root = '/home/me/site';

describe('Place.canReuse', () => {
  for (const [kind, files, documentPath, reusable, others] of [
    ['Markdown', 'docs/fox.md', 'docs/fox.md', 'images/a.png', []],
    ['Docusaurus', 'docusaurus.config.js docs/fox.md', 'docs/fox.md', 'docs/b/a.png', []],
    [
      'Hugo',
      'hugo.toml content/fox.md static/x.png',
      'content/fox.md',
      'static/b/a.png',
      ['b.png'],
    ],
    ['Jekyll', '_config.yml _posts/fox.md', '_posts/fox.md', 'pics/a.png', []],
    [
      'Flutter',
      { 'app/pubspec.yaml': 'flutter:\n  assets:\n    - assets/pics/\n', 'app/lib/main.dart': '' },
      'app/lib/main.dart',
      'app/assets/pics/a.png',
      ['static/a.png', 'app/images/a.png', 'app/assets/pics/b/a.png'],
    ],
    [
      'Android',
      'app/src/main/AndroidManifest.xml app/src/main/java/Fox.kt',
      'app/src/main/java/Fox.kt',
      'app/src/main/res/drawable/a.png',
      ['a.png', 'app/src/main/res/a.png'],
    ],
  ] as const) {
    it(`allows an equal file only where the build finds it: ${kind}`, async () => {
      const [place] = await findPlacesIn(createFiles(root, files), root, documentPath);
      const canReuse = (path: string) => place?.canReuse(toUri(`${root}/${path}`));
      assert.equal(canReuse(reusable), true);
      for (const other of others) assert.equal(canReuse(other), false, other);
    });
  }
});
