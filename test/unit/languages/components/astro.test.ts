import { astro } from '../../../../src/languages/components/astro.ts';
import { cat, checkCases, dog, importedCat, importedDog } from './checkCases.ts';

const img = '<img src="images/cat.png" alt="A cat" />';
const imgDog = '<img src="images/dog.png" alt="A dog" />';
const cased = '<img src={cat.src} alt="A cat" />';
const fence = "---\nimport x from 'x';\n---\n";
const imported = "---\nimport x from 'x';\nimport cat from './images/cat.png';\n---\n";

describe('Astro', () => {
  describe('with a path', () => {
    checkCases(astro, [
      [`${fence}<div>‸</div>`, `${fence}<div>${img}</div>`],
      ['‸<h1>Hi</h1>\n', `${img}\n<h1>Hi</h1>\n`],
      [`${fence}<p>A fox runs.‸</p>\n`, `${fence}<p>A fox runs.</p>\n${img}\n`],
      [`${fence}<img src="‸" alt="x">`, `${fence}<img src="images/cat.png" alt="x">`],
      [`${fence}<img src={‸} alt="x">`, `${fence}<img src={'images/cat.png'} alt="x">`],
      [`${fence}<div>{a && ‸}</div>`, `${fence}<div>{a && ${img}}</div>`],
      [`${fence}<div>{‸}</div>`, `${fence}<div>{${img}}</div>`],
      [
        `${fence}<ul>{a.map((b) => <li>It's <br> ‸</li>)}</ul>`,
        `${fence}<ul>{a.map((b) => <li>It's <br> ${img}</li>)}</ul>`,
      ],
      [`${fence}{a.map((b) => ‸)}`, `${fence}{a.map((b) => ${img})}`],
      [
        `${fence}{a.map((b) => <img src="‸">)}`,
        `${fence}{a.map((b) => <img src="images/cat.png">)}`,
      ],
      [`${fence}<Hero image={‸} />`, `${fence}<Hero image={'images/cat.png'} />`],
      ['---\nconst hero = ‸;\n---\n', "---\nconst hero = 'images/cat.png';\n---\n"],
      ["---\nimport hero from '‸';\n---\n", "---\nimport hero from './images/cat.png';\n---\n"],
      [
        `${fence}<style>a { background: ‸; }</style>`,
        `${fence}<style>a { background: url("images/cat.png"); }</style>`,
      ],
      [
        `${fence}<script>const a = '‸';</script>`,
        `${fence}<script>const a = 'images/cat.png';</script>`,
      ],
    ]);
    checkCases(
      astro,
      [
        [
          `‸${fence}\n<Layout title="x">\n\t<main>\n\t</main>\n</Layout>\n<style>\n</style>\n`,
          `${fence}\n<Layout title="x">\n\t${img}\n\t<main>\n\t</main>\n</Layout>\n<style>\n</style>\n`,
        ],
        [
          `${fence}\n<Base>\n\t<main />\n</Base>\n<style>\n</style>\n‸`,
          `${fence}\n<Base>\n\t<main />\n\t${img}\n</Base>\n<style>\n</style>\n`,
        ],
        [`‸${fence}<p>x</p>`, `${fence}${img}\n<p>x</p>`],
        [
          '‸<!doctype html>\n<html>\n  <head></head>\n  <body>\n    <p>x</p>\n  </body>\n</html>\n',
          `<!doctype html>\n<html>\n  <head></head>\n  <body>\n    ${img}\n    <p>x</p>\n  </body>\n</html>\n`,
        ],
      ],
      { notes: ['moved'] },
    );
    checkCases(astro, [[`${fence}<!-- ‸ -->`, `${fence}<!-- images/cat.png -->`]], {
      notes: ['pathInComment'],
    });
    checkCases(
      astro,
      [
        [`${fence}{a.map((b) => ‸)}`, `${fence}{a.map((b) => <>${img}${imgDog}</>)}`],
        [`${fence}<div>‸</div>`, `${fence}<div>${img} ${imgDog}</div>`],
        [`${fence}<img src="‸">`, `${fence}<img src="images/cat.png">\n${imgDog}`],
      ],
      { images: [cat, dog] },
    );
  });

  describe('with an import', () => {
    const assets = "---\nimport { Image } from 'astro:assets';\n---\n";
    checkCases(
      astro,
      [
        [`${fence}<div>‸</div>\n`, `${imported}<div>${cased}</div>\n`],
        [
          '<div>‸</div>\n',
          `---\nimport cat from './images/cat.png';\n---\n\n<div>${cased}</div>\n`,
        ],
        [
          '---\n---\n<div>‸</div>\n',
          `---\nimport cat from './images/cat.png';\n---\n<div>${cased}</div>\n`,
        ],
        [
          '---\nconst a = 1;\n---\n<div>‸</div>\n',
          `---\nimport cat from './images/cat.png';\n\nconst a = 1;\n---\n<div>${cased}</div>\n`,
        ],
        [
          `${assets}<div>‸</div>\n`,
          `${assets.replace("assets';", "assets';\nimport cat from './images/cat.png';")}<div><Image src={cat} alt="A cat" /></div>\n`,
        ],
        [`${fence}<img src="‸" alt="x">\n`, `${imported}<img src={cat.src} alt="x">\n`],
        [`${fence}<Hero image={‸} />\n`, `${imported}<Hero image={cat} />\n`],
        [`${fence}<Hero image="‸" />\n`, `${imported}<Hero image={cat} />\n`],
        [
          `${fence}<div style="background: url(‸)">x</div>\n`,
          `${imported}<div style={\`background: url(\${cat.src})\`}>x</div>\n`,
        ],
        [`${fence}{a && ‸}\n`, `${imported}{a && ${cased}}\n`],
        [
          `${fence}{a.map((b) => <img src={b ? ‸ : b}>)}\n`,
          `${imported}{a.map((b) => <img src={b ? cat.src : b}>)}\n`,
        ],
        [
          "---\nimport x from 'x';\nconst hero = ‸;\n---\n",
          "---\nimport x from 'x';\nimport cat from './images/cat.png';\nconst hero = cat;\n---\n",
        ],
      ],
      { images: [importedCat] },
    );
    checkCases(
      astro,
      [
        [
          `${fence}{a && ‸}\n`,
          `${imported.replace("cat.png';\n", "cat.png';\nimport dog from './images/dog.png';\n")}{a && <>${cased}<img src={dog.src} alt="A dog" /></>}\n`,
        ],
      ],
      { images: [importedCat, importedDog] },
    );
  });
});
