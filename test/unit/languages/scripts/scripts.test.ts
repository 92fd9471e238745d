import { javascript } from '../../../../src/languages/scripts/javascript.ts';
import { typescript } from '../../../../src/languages/scripts/typescript.ts';
import { cat, checkCases, dog, importedCat } from '../components/checkCases.ts';

describe('JavaScript and TypeScript', () => {
  describe('with a path', () => {
    checkCases(typescript, [
      ["import hero from '‸';", "import hero from './images/cat.png';"],
      ['import hero from "‸"', 'import hero from "./images/cat.png"'],
      ["import hero from '../‸';", "import hero from './images/cat.png';"],
      ["export { a } from '‸';", "export { a } from './images/cat.png';"],
      ["const a = require('‸');", "const a = require('./images/cat.png');"],
      ["const a = await import('‸');", "const a = await import('./images/cat.png');"],
      [
        "const a = new URL('‸', import.meta.url);",
        "const a = new URL('./images/cat.png', import.meta.url);",
      ],
      ['const a: string = ‸;', "const a: string = 'images/cat.png';"],
      ['const a = <string>‸;', "const a = <string>'images/cat.png';"],
      ["const a = '‸';", "const a = 'images/cat.png';"],
      ['const a = "images/‸";', 'const a = "images/cat.png";'],
      ["const a = 'see ‸';", "const a = 'see images/cat.png';"],
      ['const a = `${b}/‸`;', 'const a = `${b}/images/cat.png`;'],
      ['const f = () => ‸;', "const f = () => 'images/cat.png';"],
      ['function f() {\n  return ‸;\n}', "function f() {\n  return 'images/cat.png';\n}"],
      ['class A {\n  hero = ‸;\n}', "class A {\n  hero = 'images/cat.png';\n}"],
      ['enum A {\n  B = ‸,\n}', "enum A {\n  B = 'images/cat.png',\n}"],
      ['type A = ‸;', "type A = 'images/cat.png';"],
      ['img.src = ‸;', "img.src = 'images/cat.png';"],
      ['img.style.backgroundImage = ‸;', 'img.style.backgroundImage = \'url("images/cat.png")\';'],
      [
        "img.style.backgroundImage = '‸';",
        'img.style.backgroundImage = \'url("images/cat.png")\';',
      ],
      ['fetch(‸)', "fetch('images/cat.png')"],
      ['const a = b ?? ‸;', "const a = b ?? 'images/cat.png';"],
      ['export default ‸;', "export default 'images/cat.png';"],
      ['const a = html`<img src="‸">`;', 'const a = html`<img src="images/cat.png">`;'],
    ]);
    checkCases(javascript, [
      ['const a = <div>‸</div>;', 'const a = <div><img src="images/cat.png" alt="A cat" /></div>;'],
      ['const f = () => ‸;', "const f = () => 'images/cat.png';"],
      ['module.exports = { hero: ‸ };', "module.exports = { hero: 'images/cat.png' };"],
    ]);
    checkCases(
      typescript,
      [
        ['‸', "'images/cat.png';"],
        ['f();\n‸', "f();\n'images/cat.png';"],
        ['f()\n‸\ng()\n', "f()\n'images/cat.png'\ng()\n"],
        ['f();‸', "f();\n'images/cat.png';"],
        [
          '#!/usr/bin/env node\nf();\n'.replace('#', '‸#'),
          "#!/usr/bin/env node\n'images/cat.png';\nf();\n",
        ],
        ['‸const a = 1;\n', "'images/cat.png';\nconst a = 1;\n"],
        ['if (a) {\n  ‸\n}\n', "if (a) {\n  'images/cat.png';\n}\n"],
        ['class A {\n  ‸\n}', 'class A {\n  /* images/cat.png */\n}'],
        ['interface A { ‸ }', 'interface A { /* images/cat.png */ }'],
        ["import { ‸ } from 'a';", "import { /* images/cat.png */ } from 'a';"],
        ['const a = /x‸y/;', 'const a = /xy/ /* images/cat.png */;'],
        ['function f(‸) {}', 'function f(/* images/cat.png */) {}'],
      ],
      { notes: ['pathOnly'] },
    );
    checkCases(
      typescript,
      [
        ['// ‸', '// images/cat.png'],
        ['//‸', '// images/cat.png'],
        ['/**\n * See ‸\n */', '/**\n * See images/cat.png\n */'],
        ['f(); // see‸', 'f(); // see images/cat.png'],
      ],
      { notes: ['pathInComment'] },
    );
  });

  describe('with several paths', () => {
    checkCases(
      typescript,
      [
        ['const a = ‸;', "const a = ['images/cat.png', 'images/dog.png'];"],
        ['f(‸);', "f('images/cat.png', 'images/dog.png');"],
        ['const a = [\n  ‸,\n];', "const a = [\n  'images/cat.png',\n  'images/dog.png',\n];"],
        [
          "const a = f(require('‸'));",
          "const a = f(require('./images/cat.png'), require('./images/dog.png'));",
        ],
        ['export default ‸;', "export default ['images/cat.png', 'images/dog.png'];"],
      ],
      { images: [cat, dog] },
    );
    checkCases(
      typescript,
      [
        ["import a from '‸./a.js';", "import a from './a.js' /* images/cat.png */;"],
        ["import a from 're‸act';", "import a from 'react' /* images/cat.png */;"],
        ["on('cl‸ick', f);", "on('click' /* images/cat.png */, f);"],
        ["query('‸.hero');", "query('.hero' /* images/cat.png */);"],
        ['f(‸a);', 'f(a /* images/cat.png */);'],
        ['const a = ‸(b);', 'const a = /* images/cat.png */ (b);'],
      ],
      { notes: ['pathOnly'] },
    );
    checkCases(typescript, [['f();\n‸', "f();\n'images/cat.png';\n'images/dog.png';"]], {
      images: [cat, dog],
      notes: ['pathOnly'],
    });
    checkCases(
      typescript,
      [
        ['// ‸', '// images/cat.png\n// images/dog.png'],
        ['/**\n * ‸\n */', '/**\n * images/cat.png\n * images/dog.png\n */'],
      ],
      { images: [cat, dog], notes: ['pathInComment'] },
    );
  });

  describe('with an import', () => {
    checkCases(
      typescript,
      [
        [
          "import a from 'a';\nconst b = ‸;\n",
          "import a from 'a';\nimport cat from './images/cat.png';\nconst b = cat;\n",
        ],
        [
          "import a from 'a';\nconst b = `${a}‸`;\n",
          "import a from 'a';\nimport cat from './images/cat.png';\nconst b = `${a}${cat}`;\n",
        ],
        [
          "import a from 'a';\nf('‸');\n",
          "import a from 'a';\nimport cat from './images/cat.png';\nf(cat);\n",
        ],
        [
          '/* License */\n\nf(‸);\n',
          "/* License */\nimport cat from './images/cat.png';\n\nf(cat);\n",
        ],
        [
          "import a from 'a'; // note\nf(‸);\n",
          "import a from 'a'; // note\nimport cat from './images/cat.png';\nf(cat);\n",
        ],
      ],
      { images: [importedCat] },
    );
    const named = (name: string) => ({ ...importedCat, path: `images/${name}.png` });
    const names: readonly [string, string][] = [
      ['cat-on-moon', 'catOnMoon'],
      ['HERO', 'hero'],
      ['Fox Runs', 'foxRuns'],
      ['2026-fox', 'image2026Fox'],
      ['狐狸', '狐狸'],
      ['👩‍🚀', 'image'],
      ['class', 'classImage'],
      ['--', 'image'],
    ];
    for (const [file, name] of names) {
      checkCases(
        typescript,
        [
          [
            "import a from 'a';\nf(‸);\n",
            `import a from 'a';\nimport ${name} from './images/${file}.png';\nf(${name});\n`,
          ],
        ],
        { images: [named(file)] },
      );
    }
    checkCases(
      typescript,
      [
        [
          "import a from 'a';\nf(‸);\n",
          "import a from 'a';\nimport itSA from './images/it\\'s a.png';\nf(itSA);\n",
        ],
      ],
      { images: [named("it's a")] },
    );
  });

  describe('that is not encoded, unless it is a URL', () => {
    checkCases(
      typescript,
      [
        ["const a = '‸';", "const a = 'a fox #1/100%.png';"],
        ["import a from '‸';", "import a from './a fox #1/100%.png';"],
        ["new URL('‸', import.meta.url);", "new URL('./a fox %231/100%25.png', import.meta.url);"],
        ["a.style.background = '‸';", 'a.style.background = \'url("a%20fox%20%231/100%25.png")\';'],
      ],
      { images: [{ ...cat, path: 'a fox #1/100%.png' }] },
    );
    checkCases(typescript, [["const a = '‸';", "const a = '/a%20fox.png';"]], {
      images: [{ ...cat, path: '/a fox.png' }],
    });
  });
});
