import { tsx } from '../../../../src/languages/components/tsx.ts';
import { cat, checkCases, importedCat, importedDog } from './checkCases.ts';

describe('JSX and TSX', () => {
  describe('with imports', () => {
    const cased = '<img src={cat} alt="A cat" />';
    checkCases(
      tsx,
      [
        [
          "import x from 'x';\n\nconst a = <div>‸</div>;\n",
          `import x from 'x';\nimport cat from './images/cat.png';\n\nconst a = <div>${cased}</div>;\n`,
        ],
        [
          'import x from "x"\n\nconst a = <div>‸</div>\n',
          `import x from "x"\nimport cat from "./images/cat.png"\n\nconst a = <div>${cased}</div>\n`,
        ],
        [
          'const a = <div>‸</div>;\n',
          `import cat from './images/cat.png';\n\nconst a = <div>${cased}</div>;\n`,
        ],
        [
          '"use client";\n\nconst a = <div>‸</div>;\n',
          `"use client";\nimport cat from "./images/cat.png";\n\nconst a = <div>${cased}</div>;\n`,
        ],
        [
          "import fox from './images/cat.png';\nconst a = <div>‸</div>;\n",
          `import fox from './images/cat.png';\nconst a = <div>${cased.replace('cat', 'fox')}</div>;\n`,
        ],
        [
          "import x from 'x';\nconst cat = 1;\nconst a = <div>‸</div>;\n",
          `import x from 'x';\nimport cat2 from './images/cat.png';\nconst cat = 1;\nconst a = <div>${cased.replace('cat', 'cat2')}</div>;\n`,
        ],
        [
          'import x from \'x\';\nconst a = <img src="‸" alt="b" />;\n',
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = <img src={cat} alt=\"b\" />;\n",
        ],
        [
          'import x from \'x\';\nconst a = <img src={"‸"} alt="b" />;\n',
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = <img src={cat} alt=\"b\" />;\n",
        ],
        [
          'import x from \'x\';\nconst a = <img src={‸} alt="b" />;\n',
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = <img src={cat} alt=\"b\" />;\n",
        ],
        [
          "import x from 'x';\nconst a = { backgroundImage: ‸ };\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = { backgroundImage: `url(\"${cat}\")` };\n",
        ],
        [
          "import x from 'x';\nconst a = { backgroundImage: 'url(‸)' };\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = { backgroundImage: `url(${cat})` };\n",
        ],
        [
          'import x from \'x\';\nconst a = <img srcSet="a.png 1x, ‸ 2x" />;\n',
          "import x from 'x';\nimport cat from './images/cat.png';\nconst a = <img srcSet={`a.png 1x, ${cat} 2x`} />;\n",
        ],
        [
          "import x from 'x';\nconst A = styled.div`background: ‸;`;\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nconst A = styled.div`background: url(\"${cat}\");`;\n",
        ],
        [
          "import x from 'x';\nconst hero = ‸;\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nconst hero = cat;\n",
        ],
        [
          "import Image from 'next/image';\nconst a = <div>‸</div>;\n",
          "import Image from 'next/image';\nimport cat from './images/cat.png';\nconst a = <div><Image src={cat} alt=\"A cat\" /></div>;\n",
        ],
        [
          "import Link from 'next/link';\nconst a = <div>‸</div>;\n",
          "import Link from 'next/link';\nimport cat from './images/cat.png';\nconst a = <div><img src={cat.src} alt=\"A cat\" /></div>;\n",
        ],
        ["import hero from '‸';\n", "import hero from './images/cat.png';\n"],
      ],
      { images: [importedCat] },
    );
    checkCases(
      tsx,
      [
        [
          "import x from 'x';\nconst A = () => ‸;\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nimport dog from './images/dog.png';\nconst A = () => <><img src={cat} alt=\"A cat\" /><img src={dog} alt=\"A dog\" /></>;\n",
        ],
        [
          "import x from 'x';\nconst a = [‸];\n",
          "import x from 'x';\nimport cat from './images/cat.png';\nimport dog from './images/dog.png';\nconst a = [cat, dog];\n",
        ],
      ],
      { images: [importedCat, importedDog] },
    );
    describe('that the file already has', () => {
      checkCases(tsx, [
        [
          "import fox from '../fox.png';\nconst a = <div>‸</div>;\n",
          `import fox from '../fox.png';\nimport cat from './images/cat.png';\nconst a = <div>${cased}</div>;\n`,
        ],
      ]);
      checkCases(
        tsx,
        [
          [
            "import fox from '../fox.png';\nconst a = <div>‸</div>;\n",
            'import fox from \'../fox.png\';\nconst a = <div><img src="/cat.png" alt="A cat" /></div>;\n',
          ],
        ],
        { images: [{ ...cat, path: '/cat.png' }] },
      );
    });
    describe('where no element can be', () => {
      checkCases(
        tsx,
        [
          [
            "import x from 'x';\nfunction A() {\n  ‸\n}\n",
            "import x from 'x';\nfunction A() {\n  './images/cat.png';\n}\n",
          ],
          ["import x from 'x';\nf();\n‸", "import x from 'x';\nf();\n'./images/cat.png';"],
          [
            "import x from 'x';\n‸\nf();\n",
            "import x from 'x';\nimport cat from './images/cat.png';\n\nf();\n",
          ],
        ],
        { images: [importedCat], notes: ['pathOnly'] },
      );
    });
  });

  describe('with CRLF', () => {
    checkCases(
      tsx,
      [
        [
          "import x from 'x';\r\n\r\nconst a = (\r\n  <div>\r\n    <p>A fox runs.‸</p>\r\n  </div>\r\n);\r\n",
          "import x from 'x';\r\nimport cat from './images/cat.png';\r\n\r\nconst a = (\r\n  <div>\r\n    <p>A fox runs.</p>\r\n    <img src={cat} alt=\"A cat\" />\r\n  </div>\r\n);\r\n",
        ],
      ],
      { images: [importedCat], context: { eol: '\r\n' } },
    );
  });
});
