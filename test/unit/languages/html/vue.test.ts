import { vue } from '../../../../src/languages/html/vue.ts';
import { xml } from '../../../../src/languages/html/xml.ts';
import { cat, fox, testInsertions } from './testInsertions.ts';

const script = '<script setup lang="ts">\nconst a = 1;\n</script>';

describe('Images in Vue', () => {
  testInsertions(
    vue,
    [
      [
        '‸<template>\n  <p>x</p>\n</template>',
        '<template>\n  IMG\n  <p>x</p>\n</template>',
        'moved',
      ],
      [
        `${script}\n‸\n<template>\n  <main>\n    <p>x</p>\n  </main>\n</template>`,
        `${script}\n\n<template>\n  <main>\n    IMG\n    <p>x</p>\n  </main>\n</template>`,
        'moved',
      ],
      [
        '<template>\n  <p>x</p>\n</template>\n\n‸',
        '<template>\n  IMG\n  <p>x</p>\n</template>\n\n',
        'moved',
      ],
      ['‸', '<template>\n  IMG\n</template>'],
      [`‸${script}\n`, `${script}\n\n<template>\n  IMG\n</template>\n`, 'moved'],
      [
        '<template>\n  <p v-if="a">x‸</p>\n  <p v-else>y</p>\n</template>',
        '<template>\n  <p v-if="a">x</p>\n  <p v-else>y</p>\n  IMG\n</template>',
      ],
      [
        '<template>\n  <p v-if="a">x</p>‸\n  <p v-else-if="b">y</p>\n  <p v-else>z</p>\n</template>',
        '<template>\n  <p v-if="a">x</p>\n  <p v-else-if="b">y</p>\n  <p v-else>z</p>\n  IMG\n</template>',
      ],
      [
        '<template>\n  <p v-if="a">x</p>\n  ‸\n  <p v-else>y</p>\n</template>',
        '<template>\n  <p v-if="a">x</p>\n  \n  <p v-else>y</p>\n  IMG\n</template>',
      ],
      [
        '<template>\n  <p v-if="a">x</p>\n  <p v-e‸lse>y</p>\n</template>',
        '<template>\n  <p v-if="a">x</p>\n  <p v-else>IMG y</p>\n</template>',
      ],
      ['<template>\n  ‸\n</template>', '<template>\n  IMG\n</template>'],
      [
        '<template>\n  <Select>‸</Select>\n</template>',
        '<template>\n  <Select>IMG</Select>\n</template>',
      ],
      ['<template>\n  <Link>‸</Link>\n</template>', '<template>\n  <Link>IMG</Link>\n</template>'],
      ['<template>\n  <Card />‸\n</template>', '<template>\n  <Card />\n  IMG\n</template>'],
      [
        '<template><ul><template v-for="x in xs">‸</template></ul></template>',
        '<template><ul><template v-for="x in xs"><li>IMG</li></template></ul></template>',
      ],
      ['<template><img src="‸"></template>', '<template><img src="./images/fox.png"></template>'],
      ['<template><img src="./‸"></template>', '<template><img src="./images/fox.png"></template>'],
      [
        '<template><img srcset="a.png 1x, ‸ 2x"></template>',
        '<template><img srcset="a.png 1x, ./images/fox.png 2x"></template>',
      ],
      ['<template><img :src="‸"></template>', '<template><img src="./images/fox.png"></template>'],
      [
        `<template><img :src="'‸'"></template>`,
        '<template><img src="./images/fox.png"></template>',
      ],
      [
        '<template><img :src="a ? ‸ : b"></template>',
        `<template><img :src="a ? './images/fox.png' : b"></template>`,
      ],
      [
        '<template><p>{{ ‸ }}</p></template>',
        `<template><p>{{ './images/fox.png' }}</p></template>`,
        'pathInCode',
      ],
      ['<template><p>{{ a }}‸</p></template>', `<template><p>{{ a }}</p>IMG</template>`],
      [
        '<template><p title="‸">x</p></template>',
        '<template><p title="./images/fox.png">x</p></template>',
        'pathOnly',
      ],
      [
        '<template lang="pug">\n‸\n</template>',
        '<template lang="pug">\n./images/fox.png\n</template>',
        'pathOnly',
      ],
      [
        '<template></template>\n<i18n>\n{ ‸ }\n</i18n>',
        '<template></template>\n<i18n>\n{ ./images/fox.png }\n</i18n>',
        'pathInCode',
      ],
      [
        '<template></template>\n<style scoped lang="scss">\n.a { background: ‸; }\n</style>',
        '<template></template>\n<style scoped lang="scss">\n.a { background: url("images/fox.png"); }\n</style>',
      ],
      [
        '<template><p :class="{ a‸: b }">x</p></template>',
        '<template><p :class="{ a: b }">IMG x</p></template>',
      ],
      ['<template><b>{{ ‸a }}</b></template>', '<template><b>{{ a }} IMG</b></template>'],
      [
        '<template><img :src="old‸"></template>',
        '<template><img :src="\'./images/fox.png\'"></template>',
      ],
      ['<p>‸</p>', '<p>IMG</p>'],
    ],
    { element: '<img src="./images/fox.png" alt="A fox">' },
  );

  describe('with a path from the root of the site', () => {
    testInsertions(
      vue,
      [['<template>‸</template>', '<template><img src="/fox.png" alt="A fox"></template>']],
      {
        images: [{ ...fox, path: '/fox.png' }],
      },
    );
  });

  describe('with a path to a parent folder', () => {
    testInsertions(
      vue,
      [['<template>‸</template>', '<template><img src="../fox.png" alt="A fox"></template>']],
      {
        images: [{ ...fox, path: '../fox.png' }],
      },
    );
  });
});

describe('Imported images in Vue', () => {
  const setup = "<script setup>\nimport a from 'a';\n</script>\n";
  const imported = setup.replace("'a';\n", "'a';\nimport fox from './images/fox.png';\n");
  const both = imported.replace("fox.png';\n", "fox.png';\nimport cat from './images/cat.png';\n");
  const importedFox = { ...fox, form: 'import' } as const;

  testInsertions(
    vue,
    [
      [
        `${setup}<template>\n  ‸\n</template>`,
        `${imported}<template>\n  <img :src="fox" alt="A fox">\n</template>`,
      ],
      [
        `${setup}<template><img :src="‸"></template>`,
        `${imported}<template><img :src="fox"></template>`,
      ],
      [
        `${setup}<template><img :src="'‸'"></template>`,
        `${imported}<template><img :src="fox"></template>`,
      ],
      [
        `${setup}<template><p v-for="fox in a">‸</p></template>`,
        `${setup.replace("'a';\n", "'a';\nimport fox2 from './images/fox.png';\n")}<template><p v-for="fox in a"><img :src="fox2" alt="A fox"></p></template>`,
      ],
      [
        '<template><img :src="‸"></template>\n<script setup lang="ts">\nconst b = 1;\n</script>\n',
        '<template><img :src="fox"></template>\n<script setup lang="ts">\nimport fox from \'./images/fox.png\';\n\nconst b = 1;\n</script>\n',
      ],
      [
        `${setup}<template><img src="‸"></template>`,
        `${setup}<template><img src="./images/fox.png"></template>`,
      ],
      [
        '<script>\nexport default {};\n</script>\n<template>\n  ‸\n</template>',
        '<script>\nexport default {};\n</script>\n<template>\n  <img src="./images/fox.png" alt="A fox">\n</template>',
      ],
      ['<template><img :src="‸"></template>', '<template><img src="./images/fox.png"></template>'],
    ],
    { images: [importedFox] },
  );

  describe('for a path in code', () => {
    testInsertions(vue, [
      [
        `${setup}<template><img :src="b ? ‸ : c"></template>`,
        `${imported}<template><img :src="b ? fox : c"></template>`,
      ],
      [
        `${setup}<template>‸</template>`,
        `${setup}<template><img src="./images/fox.png" alt="A fox"></template>`,
      ],
    ]);
    testInsertions(
      vue,
      [
        [
          `${setup}<template><img :src="‸"></template>`,
          `${setup}<template><img :src="'/fox.png'"></template>`,
        ],
      ],
      { images: [{ ...fox, path: '/fox.png' }] },
    );
  });

  describe('of several images', () => {
    testInsertions(
      vue,
      [
        [
          `${setup}<template><img :src="‸"></template>`,
          `${both.replace("import cat from './images/cat.png';\n", '')}<template><img :src="fox"><img src="./images/cat.png" alt="A cat"></template>`,
        ],
        [
          `${setup}<template><Slides :items="‸" /></template>`,
          `${both}<template><Slides :items="[fox, cat]" /></template>`,
        ],
        [
          `${setup}<template><Slides :items="['‸']" /></template>`,
          `${both}<template><Slides :items="[fox, cat]" /></template>`,
        ],
      ],
      { images: [fox, cat] },
    );
  });
});

describe('Images in XML', () => {
  testInsertions(xml, [
    ['<item image="‸"/>', '<item image="images/fox.png"/>'],
    ['<item>‸</item>', '<item>images/fox.png</item>', 'pathOnly'],
    [
      '<?xml version="1.0"?>\n<link>‸</link>',
      '<?xml version="1.0"?>\n<link>images/fox.png</link>',
      'pathOnly',
    ],
    ['<!-- ‸ -->', '<!-- images/fox.png -->', 'pathInComment'],
    [
      '<svg>\n  <g>\n    ‸\n  </g>\n</svg>',
      '<svg>\n  <g>\n    <image href="images/fox.png" role="img" aria-label="A fox" />\n  </g>\n</svg>',
    ],
    [
      '‸<?xml version="1.0"?>\n<svg>\n</svg>',
      '<?xml version="1.0"?>\n<svg>\n  <image href="images/fox.png" role="img" aria-label="A fox" />\n</svg>',
      'moved',
    ],
  ]);
});
