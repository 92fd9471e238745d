import { testLayouts } from './testLayouts.ts';

const flutter = 'name: app\ndependencies:\n  flutter:\n    sdk: flutter\n\nflutter:\n';

testLayouts({
  'no project': [
    ['README.md', 'README.md', 'images → images/a-fox.png (besideDocument)'],
    ['docs/a.md', 'docs/a.md', 'docs/images → images/a-fox.png (besideDocument)'],
    ['a.md img/x.png', 'a.md', 'img → img/a-fox.png (imageFolder)'],
    ['a.md images/', 'a.md', 'images → images/a-fox.png (besideDocument)'],
    ['a.md assets/images/x.png', 'a.md', 'assets/images → assets/images/a-fox.png (imageFolder)'],
    ['a.md assets/x.js', 'a.md', 'images → images/a-fox.png (besideDocument)'],
    ['docs/a.md media/x.gif', 'docs/a.md', 'media → ../media/a-fox.png (imageFolder)'],
    [
      'docs/a.md docs/figures/x.jpg img/x.png',
      'docs/a.md',
      'docs/figures → figures/a-fox.png (imageFolder)',
    ],
    ['a.txt', 'a.txt', 'images → images/a-fox.png (besideDocument)'],
    ['run.py', 'run.py', 'images → images/a-fox.png (besideDocument)'],
    ['a.ipynb', 'a.ipynb', 'images → images/a-fox.png (besideDocument)'],
    [
      '_quarto.yml chapters/a.qmd images/x.png',
      'chapters/a.qmd',
      'images → ../images/a-fox.png (imageFolder)',
    ],
    ['book.toml src/a.md src/img/x.png', 'src/a.md', 'src/img → img/a-fox.png (imageFolder)'],
    ['a.typ', 'a.typ', 'images → images/a-fox.png (besideDocument)'],
    ['src/style.css', 'src/style.css', 'src/images → images/a-fox.png (besideDocument)'],
  ],
  'other images': [
    [
      { 'a.md': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'a.md': '![](x/b.png)\n![](y/b.png)\n![](y/c.png)', 'x/b.png y/b.png y/c.png': '' },
      'a.md',
      'y → y/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'docs/a.md': '![](../art/b.png "x")'.replace(' "x"', ''), 'art/b.png': '' },
      'docs/a.md',
      'art → ../art/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'docs/a.md': '![](/art/b.png)', 'art/b.png': '' },
      'docs/a.md',
      'art → /art/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'a.md': '![](gone/b.png)\n![](https://x.org/b.png)' },
      'a.md',
      'images → images/a-fox.png (besideDocument)',
    ],
    [{ 'a.md': '![](b.png)', 'b.png': '' }, 'a.md', '. → a-fox.png (sameAsOtherImages)'],
    [
      { 'a.md': '', 'b.md': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (sameAsSiblings)',
    ],
    [
      { 'a.md': '', 'b.rst': '![](pics/b.png)', 'pics/b.png': '' },
      'a.md',
      'pics → pics/a-fox.png (imageFolder)',
    ],
    [{ 'a.md': '![](../../outside/b.png)' }, 'a.md', 'images → images/a-fox.png (besideDocument)'],
    [
      { 'index.html': '<img src="pics/b.png">', 'pics/b.png': '' },
      'index.html',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
  ],
  'vaults and books': [
    [
      { '.obsidian/app.json': '{"attachmentFolderPath": "Files/Images"}', 'Notes/a.md': '' },
      'Notes/a.md',
      'Files/Images → ../Files/Images/a-fox.png (obsidian)',
    ],
    [
      { '.obsidian/app.json': '{"attachmentFolderPath": "./attachments"}', 'Notes/a.md': '' },
      'Notes/a.md',
      'Notes/attachments → attachments/a-fox.png (obsidian)',
    ],
    ['_bookdown.yml chapters/a.rmd', 'chapters/a.rmd', 'images → images/a-fox.png (bookdown)'],
  ],
  Flutter: [
    [
      { 'pubspec.yaml': `${flutter}  assets:\n    - assets/images/\n`, 'lib/a.dart': '' },
      'lib/a.dart',
      'assets/images → assets/images/a-fox.png (flutter)',
    ],
    [
      { 'pubspec.yaml': `${flutter}  assets:\n    - assets/art/photos/\n`, 'lib/ui/a.dart': '' },
      'lib/ui/a.dart',
      'assets/art/photos → assets/art/photos/a-fox.png (flutter)',
    ],
    [
      { 'pubspec.yaml': flutter, 'lib/a.dart': '' },
      'lib/a.dart',
      'assets/images → assets/images/a-fox.png (flutter)',
    ],
    [
      {
        'pubspec.yaml': flutter,
        'lib/a.dart': "Image.asset('assets/pics/x.png')",
        'assets/pics/x.png': '',
      },
      'lib/a.dart',
      'assets/pics → assets/pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      { 'pubspec.yaml': 'name: tool\n', 'lib/a.dart': '' },
      'lib/a.dart',
      'lib/images → images/a-fox.png (besideDocument)',
    ],
  ],
  Android: [
    [
      'app/src/main/AndroidManifest.xml app/src/main/java/a/A.kt',
      'app/src/main/java/a/A.kt',
      'app/src/main/res/drawable → a_fox (resource, android)',
    ],
    [
      'app/src/main/res/values/x.xml app/src/main/res/layout/a.xml',
      'app/src/main/res/layout/a.xml',
      'app/src/main/res/drawable → a_fox (resource, android)',
    ],
    [
      'app/src/commonMain/composeResources/drawable/x.xml app/src/commonMain/kotlin/A.kt',
      'app/src/commonMain/kotlin/A.kt',
      'app/src/commonMain/composeResources/drawable → a_fox (resource, android)',
    ],
    [
      'src/main/java/A.java pom.xml',
      'src/main/java/A.java',
      'src/main/java/images → images/a-fox.png (besideDocument)',
    ],
    [
      'app/src/main/AndroidManifest.xml README.md',
      'README.md',
      'images → images/a-fox.png (besideDocument)',
    ],
  ],
});
