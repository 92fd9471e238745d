import { tsx } from '../../../../src/languages/components/tsx.ts';
import { cat, checkCases, dog } from './checkCases.ts';

const img = '<img src="images/cat.png" alt="A cat" />';
const imgDog = '<img src="images/dog.png" alt="A dog" />';

describe('JSX and TSX', () => {
  describe('with a path', () => {
    describe('between tags', () => {
      checkCases(tsx, [
        ['const a = <div>‸</div>;', `const a = <div>${img}</div>;`],
        ['const a = <>‸</>;', `const a = <>${img}</>;`],
        ['const a = <p>one ‸two</p>;', `const a = <p>one ${img} two</p>;`],
        ['const a = <p>one‸ two</p>;', `const a = <p>one ${img} two</p>;`],
        ['const a = <p>«one»</p>;', `const a = <p>${img}</p>;`],
        ['const a = <p>A fox runs.‸</p>;', `const a = <p>A fox runs. ${img}</p>;`],
        [
          'const a = (\n  <div>\n    <p>A fox runs.‸</p>\n  </div>\n);',
          `const a = (\n  <div>\n    <p>A fox runs.</p>\n    ${img}\n  </div>\n);`,
        ],
        [
          'const a = (\n  <div>\n    ‸\n  </div>\n);',
          `const a = (\n  <div>\n    ${img}\n  </div>\n);`,
        ],
        ['const a = (\n\t<div>\n‸\n\t</div>\n);', `const a = (\n\t<div>\n\t\t${img}\n\t</div>\n);`],
        [
          'const a = (\n  <div>‸\n    <b>x</b>\n  </div>\n);',
          `const a = (\n  <div>\n    ${img}\n    <b>x</b>\n  </div>\n);`,
        ],
        [
          'const a = (\n  <div>\n    <b>x</b>‸\n  </div>\n);',
          `const a = (\n  <div>\n    <b>x</b>\n    ${img}\n  </div>\n);`,
        ],
        [
          'const a = (\n  <div>\n    ‸<b>x</b>\n  </div>\n);',
          `const a = (\n  <div>\n    ${img}\n    <b>x</b>\n  </div>\n);`,
        ],
        [
          'const a = (\n  <div>\n    <b>x</b>\n  ‸</div>\n);',
          `const a = (\n  <div>\n    <b>x</b>\n    ${img}\n  </div>\n);`,
        ],
        [
          'const a = (\n  <div>\n    A fox runs.‸\n  </div>\n);',
          `const a = (\n  <div>\n    A fox runs.\n    ${img}\n  </div>\n);`,
        ],
        ['const a = <li>A fox‸</li>;', `const a = <li>A fox ${img}</li>;`],
        ['const a = <div>{x}‸{y}</div>;', `const a = <div>{x}${img}{y}</div>;`],
      ]);
    });

    describe('in an attribute', () => {
      checkCases(tsx, [
        ['const a = <img src="‸" />;', 'const a = <img src="images/cat.png" />;'],
        ["const a = <img src='‸' />;", "const a = <img src='images/cat.png' />;"],
        ['const a = <img src="./‸" alt="x" />;', 'const a = <img src="images/cat.png" alt="x" />;'],
        ['const a = <img src="old.png‸" />;', 'const a = <img src="images/cat.png" />;'],
        ['const a = <img src={"‸"} />;', 'const a = <img src={"images/cat.png"} />;'],
        ['const a = <img src={‸} />;', "const a = <img src={'images/cat.png'} />;"],
        ['const a = <img src={old‸} />;', "const a = <img src={'images/cat.png'} />;"],
        ['const a = <img src={`‸`} />;', 'const a = <img src={`images/cat.png`} />;'],
        ['const a = <img src=‸ />;', 'const a = <img src="images/cat.png" />;'],
        ['const a = <img src={x ? ‸ : y} />;', "const a = <img src={x ? 'images/cat.png' : y} />;"],
        ['const a = <Card image="‸" />;', 'const a = <Card image="images/cat.png" />;'],
        ['const a = <Card image={‸} />;', "const a = <Card image={'images/cat.png'} />;"],
        ['const a = <video poster="‸" />;', 'const a = <video poster="images/cat.png" />;'],
        ['const a = <p {...b‸}>x</p>;', `const a = <p {...b}>${img}x</p>;`],
        ['const a = <input disa‸bled />;', `const a = <><input disabled /> ${img}</>;`],
        ['const a = <img ‸ />;', 'const a = <img src="images/cat.png" alt="A cat" />;'],
        ['const a = <img‸ />;', 'const a = <img src="images/cat.png" alt="A cat" />;'],
        ['const a = <img ‸alt="x" />;', 'const a = <img src="images/cat.png" alt="x" />;'],
        ['const a = <img src="" alt="‸" />;', `const a = ${img};`],
        ['const a = <img src="old.png" alt="‸" />;', `const a = ${img};`],
        ['const a = <img src="" ‸ />;', 'const a = <img src="images/cat.png"  />;'],
        ['const a = <img src="old.png" ‸ />;', `const a = <><img src="old.png"  /> ${img}</>;`],
        [
          'const a = <p><img src="old.png" ‸/></p>;',
          `const a = <p><img src="old.png" /> ${img}</p>;`,
        ],
        ['const a = <Hero image="‸" />;', 'const a = <Hero image="images/cat.png" />;'],
        ['const a = <video poster="‸" />;', 'const a = <video poster="images/cat.png" />;'],
        [
          'const a = <img srcSet="a.png 1x, ‸ 2x" />;',
          'const a = <img srcSet="a.png 1x, images/cat.png 2x" />;',
        ],
        [
          'const a = <div style={{ backgroundImage: ‸ }} />;',
          'const a = <div style={{ backgroundImage: \'url("images/cat.png")\' }} />;',
        ],
        [
          "const a = <div style={{ backgroundImage: '‸' }} />;",
          'const a = <div style={{ backgroundImage: \'url("images/cat.png")\' }} />;',
        ],
        [
          "const a = <div style={{ backgroundImage: 'url(‸)' }} />;",
          "const a = <div style={{ backgroundImage: 'url(images/cat.png)' }} />;",
        ],
        [
          'const a = <div style={{ background: `url(‸) red` }} />;',
          'const a = <div style={{ background: `url(images/cat.png) red` }} />;',
        ],
        [
          'const a = <div style={‸} />;',
          'const a = <div style={{ backgroundImage: \'url("images/cat.png")\' }} />;',
        ],
        ['const a = <div ‸>x</div>;', `const a = <div >${img}x</div>;`],
        ['const a = <d‸iv>x</div>;', `const a = <div>${img}x</div>;`],
      ]);
      checkCases(tsx, [['const a = <p title="‸" />;', 'const a = <p title="images/cat.png" />;']], {
        notes: ['pathOnly'],
      });
    });

    describe('in code', () => {
      checkCases(tsx, [
        ['const A = () => ‸;', `const A = () => ${img};`],
        ['const A = () => (‸);', `const A = () => (${img});`],
        ['const A = () => (\n  ‸\n);', `const A = () => (\n  ${img}\n);`],
        ['function A() {\n  return ‸;\n}', `function A() {\n  return ${img};\n}`],
        [
          'function A() {\n  return (\n    ‸\n  );\n}',
          `function A() {\n  return (\n    ${img}\n  );\n}`,
        ],
        ['const a = <div>{‸}</div>;', `const a = <div>{${img}}</div>;`],
        ['const a = <div>{x && ‸}</div>;', `const a = <div>{x && ${img}}</div>;`],
        ['const a = <div>{x ? ‸ : null}</div>;', `const a = <div>{x ? ${img} : null}</div>;`],
        ['const a = <div>{b.map((c) => ‸)}</div>;', `const a = <div>{b.map((c) => ${img})}</div>;`],
        ["const hero = '‸';", "const hero = 'images/cat.png';"],
        ["const hero = './‸';", "const hero = 'images/cat.png';"],
        ['const hero = ‸;', "const hero = 'images/cat.png';"],
        ['const hero = ‸', "const hero = 'images/cat.png'"],
        ["const hero = «'x'»;", "const hero = 'images/cat.png';"],
        ['const a = [‸];', "const a = ['images/cat.png'];"],
        ["const a = ['b.png', ‸];", "const a = ['b.png', 'images/cat.png'];"],
        ['const a = ["b.png" ‸];', 'const a = ["b.png" , "images/cat.png"];'],
        ['const a = { hero: ‸ };', "const a = { hero: 'images/cat.png' };"],
        [
          'const a = { backgroundImage: ‸ };',
          'const a = { backgroundImage: \'url("images/cat.png")\' };',
        ],
        ['f(‸);', "f('images/cat.png');"],
        ["f(x, '‸');", "f(x, 'images/cat.png');"],
        ['const a = `‸`;', 'const a = `images/cat.png`;'],
        ["import hero from '‸';", "import hero from './images/cat.png';"],
        ["import hero from 'images/‸';", "import hero from './images/cat.png';"],
        ['import hero from ‸;', "import hero from './images/cat.png';"],
        ['import hero from ‸', "import hero from './images/cat.png'"],
        ['import ‸', "import cat from './images/cat.png';"],
        ["const a = require('‸');", "const a = require('./images/cat.png');"],
        ['const a = require(‸);', "const a = require('./images/cat.png');"],
        ["const a = import('‸');", "const a = import('./images/cat.png');"],
        ["new URL('‸', import.meta.url);", "new URL('./images/cat.png', import.meta.url);"],
        ['new URL(‸, import.meta.url);', "new URL('./images/cat.png', import.meta.url);"],
        ['‸', img],
      ]);
      checkCases(
        tsx,
        [
          ['// ‸', '// images/cat.png'],
          ['/* ‸ */', '/* images/cat.png */'],
          ['const a = <p>{/* ‸ */}</p>;', 'const a = <p>{/* images/cat.png */}</p>;'],
        ],
        {
          notes: ['pathInComment'],
        },
      );
      checkCases(
        tsx,
        [
          [
            'function A() {\n  ‸\n  return 1;\n}',
            "function A() {\n  'images/cat.png';\n  return 1;\n}",
          ],
          ['const a = { ‸ };', 'const a = { /* images/cat.png */ };'],
          ['class A {\n  ‸\n}', 'class A {\n  /* images/cat.png */\n}'],
          [
            'const a = <p>{b && <b>x</b>‸}</p>;',
            'const a = <p>{b && <b>x</b> /* images/cat.png */}</p>;',
          ],
          [
            'const a = <p>{/* c */}{b ‸&& <b>x</b>}</p>;',
            'const a = <p>{/* c */}{b /* images/cat.png */ && <b>x</b>}</p>;',
          ],
          [
            'const a = <p style={‸{ b: 1 }} />;',
            'const a = <p style={/* images/cat.png */ { b: 1 }} />;',
          ],
          ['class A extends B<T> ‸{}', 'class A extends B<T> /* images/cat.png */ {}'],
          ['const a = f‸oo;', 'const a = foo /* images/cat.png */;'],
        ],
        { notes: ['pathOnly'] },
      );
    });

    describe('in styles and markup in template literals', () => {
      checkCases(tsx, [
        [
          'const A = styled.div`background: ‸;`;',
          'const A = styled.div`background: url("images/cat.png");`;',
        ],
        [
          'const A = styled(B)`\n  ‸\n`;',
          'const A = styled(B)`\n  background-image: url("images/cat.png");\n`;',
        ],
        [
          'const a = css`a { background: ${b} ‸; }`;',
          'const a = css`a { background: ${b} url("images/cat.png"); }`;',
        ],
        [
          'const a = html`<p>${b}‸</p>`;',
          'const a = html`<p>${b}<img src="images/cat.png" alt="A cat"></p>`;',
        ],
        [
          'const a = html`\n  <p>Hi, ${b}‸</p>\n`;',
          'const a = html`\n  <p>Hi, ${b}<img src="images/cat.png" alt="A cat"></p>\n`;',
        ],
        [
          'const a = html`\n  <p>A fox runs.‸</p>\n`;',
          'const a = html`\n  <p>A fox runs.</p>\n  <img src="images/cat.png" alt="A cat">\n`;',
        ],
        [
          'const a = <style jsx>{`a { background: ‸; }`}</style>;',
          'const a = <style jsx>{`a { background: url("images/cat.png"); }`}</style>;',
        ],
      ]);
    });

    describe('at the start of a file', () => {
      const component =
        "import x from 'x';\n\nexport const Hero = () => (\n  <div>\n    <h1>Hi</h1>\n  </div>\n);\n";
      const expected = component.replace('<div>', `<div>\n    ${img}`);
      checkCases(
        tsx,
        [
          [`‸${component}`, expected],
          [component.replace("'x';\n", "'x';\n‸"), expected],
          [component.replace("'x';", "'x';‸"), expected],
          [`‸'use client';\n\n${component}`, `'use client';\n\n${expected}`],
          [`‸"use strict";\n// x\n${component}`, `"use strict";\n// x\n${expected}`],
          [
            `‸'use client';\n${component}`.replace(/import.*\n\n/, ''),
            `'use client';\n${expected}`.replace(/import.*\n\n/, ''),
          ],
          [`'use client';\n‸${component}`, `'use client';\n${expected}`],
        ],
        { notes: ['moved'] },
      );
      checkCases(tsx, [["‸import x from 'x';\n", "'images/cat.png';\nimport x from 'x';\n"]], {
        notes: ['pathOnly'],
      });
    });
  });

  describe('with several paths', () => {
    checkCases(
      tsx,
      [
        ['const a = <div>‸</div>;', `const a = <div>${img} ${imgDog}</div>;`],
        [
          'const a = (\n  <div>\n    ‸\n  </div>\n);',
          `const a = (\n  <div>\n    ${img}\n    ${imgDog}\n  </div>\n);`,
        ],
        ['const A = () => ‸;', `const A = () => <>${img}${imgDog}</>;`],
        ['const a = <div>{x && ‸}</div>;', `const a = <div>{x && <>${img}${imgDog}</>}</div>;`],
        ['const a = <img src="‸" />;', `const a = <><img src="images/cat.png" /> ${imgDog}</>;`],
        [
          'const a = <p><img src="‸" /></p>;',
          `const a = <p><img src="images/cat.png" /> ${imgDog}</p>;`,
        ],
        [
          'const a = <p><img src={‸} /></p>;',
          `const a = <p><img src={'images/cat.png'} /> ${imgDog}</p>;`,
        ],
        ['const a = ‸;', "const a = ['images/cat.png', 'images/dog.png'];"],
        ["const a = '‸';", "const a = ['images/cat.png', 'images/dog.png'];"],
        ["const a = ['‸'];", "const a = ['images/cat.png', 'images/dog.png'];"],
        ['const a = [\n  ‸\n];', "const a = [\n  'images/cat.png',\n  'images/dog.png'\n];"],
        ['f(‸);', "f('images/cat.png', 'images/dog.png');"],
        [
          "const a = require('‸');",
          "const a = [require('./images/cat.png'), require('./images/dog.png')];",
        ],
        [
          "import hero from '‸';",
          "import hero from './images/cat.png';\nimport dog from './images/dog.png';",
        ],
        [
          'const a = { backgroundImage: ‸ };',
          'const a = { backgroundImage: \'url("images/cat.png"), url("images/dog.png")\' };',
        ],
      ],
      { images: [cat, dog] },
    );
  });
});
