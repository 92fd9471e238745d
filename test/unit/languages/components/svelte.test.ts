import { svelte } from '../../../../src/languages/components/svelte.ts';
import { cat, checkCases, dog, importedCat, importedDog } from './checkCases.ts';

const img = '<img src="images/cat.png" alt="A cat" />';
const imgDog = '<img src="images/dog.png" alt="A dog" />';
const cased = '<img src={cat} alt="A cat" />';
const script = "<script>\n  import x from 'x';\n</script>\n\n";
const imported = script.replace("'x';\n", "'x';\n  import cat from './images/cat.png';\n");
const created = "<script>\n  import cat from './images/cat.png';\n</script>\n\n";

describe('Svelte', () => {
  describe('with a path', () => {
    checkCases(svelte, [
      ['<div>‸</div>', `<div>${img}</div>`],
      ['‸', img],
      ['‸<h1>Hi</h1>\n', `${img}\n<h1>Hi</h1>\n`],
      ['<p>A fox runs.‸</p>\n', `<p>A fox runs.</p>\n${img}\n`],
      ['<p>one ‸two</p>', `<p>one ${img} two</p>`],
      [`${script}‸\n`, `${script}${img}\n`],
      ['{#if a < b}\n  ‸\n{/if}', `{#if a < b}\n  ${img}\n{/if}`],
      ['{#each a as b}‸{/each}', `{#each a as b}${img}{/each}`],
      ['{#if a}x{/i‸f}', `{#if a}x{/if}${img}`],
      ['<img src="‸" alt="x">', '<img src="images/cat.png" alt="x">'],
      ['<img src={‸} alt="x">', '<img src={\'images/cat.png\'} alt="x">'],
      ['<img src="{‸}" alt="x">', '<img src="images/cat.png" alt="x">'],
      ['<img src={"‸"} alt="x">', '<img src={"images/cat.png"} alt="x">'],
      ['<img src={a > b ? ‸ : c}>', "<img src={a > b ? 'images/cat.png' : c}>"],
      [
        '<div style="background: ‸;">x</div>',
        '<div style="background: url(\'images/cat.png\');">x</div>',
      ],
      [
        '<img on:click={() => a > b} ‸>',
        '<img on:click={() => a > b} src="images/cat.png" alt="A cat">',
      ],
      ['{@html ‸}', '{@html \'<img src="images/cat.png" alt="A cat">\'}'],
      ['{#each ‸ as a}x{/each}', "{#each 'images/cat.png' as a}x{/each}"],
      ['{‸}', img],
      [
        "<script>\n  let hero = '‸';\n</script>",
        "<script>\n  let hero = 'images/cat.png';\n</script>",
      ],
      [
        '<script lang="ts">\n  let hero: string = ‸;\n</script>',
        '<script lang="ts">\n  let hero: string = \'images/cat.png\';\n</script>',
      ],
      [
        "<script>\n  import hero from '‸';\n</script>",
        "<script>\n  import hero from './images/cat.png';\n</script>",
      ],
      [
        '<style>\n  a { background: ‸; }\n</style>',
        '<style>\n  a { background: url("images/cat.png"); }\n</style>',
      ],
      ['<Link>‸</Link>', `<Link>${img}</Link>`],
      [
        '<Link href="a">a</Link>\n<p class="b {c}">‸</p>',
        `<Link href="a">a</Link>\n<p class="b {c}">${img}</p>`,
      ],
    ]);
    checkCases(
      svelte,
      [
        ['<!-- ‸ -->', '<!-- images/cat.png -->'],
        ['<script>\n  // ‸\n</script>', '<script>\n  // images/cat.png\n</script>'],
      ],
      { notes: ['pathInComment'] },
    );
    checkCases(
      svelte,
      [
        ['<p {‸...a}>x</p>', `<p {...a}>${img} ${imgDog}x</p>`],
        ['<p {a‸}>x</p>', `<p {a}>${img} ${imgDog}x</p>`],
        [
          '<p style={‸}>x</p>',
          '<p style={`background-image: url("images/cat.png"), url("images/dog.png")`}>x</p>',
        ],
      ],
      { images: [cat, dog] },
    );
    checkCases(svelte, [
      [
        '<style lang="sass">\n.a\n  background: ‸\n</style>',
        '<style lang="sass">\n.a\n  background: url("images/cat.png")\n</style>',
      ],
      [
        '<style lang="stylus">\n.a\n  ‸\n</style>',
        '<style lang="stylus">\n.a\n  background-image: url("images/cat.png")\n</style>',
      ],
    ]);
    checkCases(svelte, [[`‸${script}<h1>Hi</h1>\n`, `${script}${img}\n<h1>Hi</h1>\n`]], {
      notes: ['moved'],
    });
    checkCases(
      svelte,
      [
        [
          '<svelte:head>\n  <title>A‸</title>\n</svelte:head>\n<p>b</p>\n',
          `<svelte:head>\n  <title>A</title>\n</svelte:head>\n${img}\n<p>b</p>\n`,
        ],
        [
          '<svelte:head>\n  <ti‸tle>A</title>\n</svelte:head>\n<p>b</p>\n',
          `<svelte:head>\n  <title>A</title>\n</svelte:head>\n${img}\n<p>b</p>\n`,
        ],
        ['<svelte:head>\n  ‸\n</svelte:head>\n', `<svelte:head>\n  \n</svelte:head>\n${img}\n`],
      ],
      { notes: ['moved'] },
    );
    checkCases(svelte, [
      [
        "<script>\n  let { src = '‸', alt } = $props();\n</script>",
        "<script>\n  let { src = 'images/cat.png', alt } = $props();\n</script>",
      ],
      [
        '<script>\n  let { src = ‸ } = $props();\n</script>',
        "<script>\n  let { src = 'images/cat.png' } = $props();\n</script>",
      ],
    ]);
    checkCases(svelte, [['<p class="‸">x</p>', '<p class="images/cat.png">x</p>']], {
      notes: ['pathOnly'],
    });
    checkCases(
      svelte,
      [
        ['<div>‸</div>', `<div>${img} ${img.replace('cat', 'dog').replace('cat', 'dog')}</div>`],
        [
          '<img src="‸" alt="x">',
          '<img src="images/cat.png" alt="x">\n<img src="images/dog.png" alt="A dog" />',
        ],
        ['{#each ‸ as a}x{/each}', "{#each ['images/cat.png', 'images/dog.png'] as a}x{/each}"],
        [
          '<div style="background: ‸;">x</div>',
          "<div style=\"background: url('images/cat.png'), url('images/dog.png');\">x</div>",
        ],
      ],
      { images: [cat, dog] },
    );
  });

  describe('with an import', () => {
    checkCases(
      svelte,
      [
        [`${script}<div>‸</div>\n`, `${imported}<div>${cased}</div>\n`],
        ['<div>‸</div>\n', `${created}<div>${cased}</div>\n`],
        [
          '<script lang="ts">\n\tlet a = 1;\n</script>\n<div>‸</div>\n',
          `<script lang="ts">\n\timport cat from './images/cat.png';\n\n\tlet a = 1;\n</script>\n<div>${cased}</div>\n`,
        ],
        [
          '<script module>\n  export const a = 1;\n</script>\n\n<div>‸</div>\n',
          `${created}<script module>\n  export const a = 1;\n</script>\n\n<div>${cased}</div>\n`,
        ],
        [`${script}<img src="‸" alt="x">\n`, `${imported}<img src={cat} alt="x">\n`],
        [`${script}<img src={‸} alt="x">\n`, `${imported}<img src={cat} alt="x">\n`],
        [`${script}<img src="{‸}" alt="x">\n`, `${imported}<img src={cat} alt="x">\n`],
        [
          `${script}<img srcset="a.png 1x, ‸ 2x">\n`,
          `${imported}<img srcset="a.png 1x, {cat} 2x">\n`,
        ],
        [
          `${script}<div style="background: url(‸)">x</div>\n`,
          `${imported}<div style="background: url({cat})">x</div>\n`,
        ],
        [
          `${script}<div style="background: ‸;">x</div>\n`,
          `${imported}<div style="background: url('{cat}');">x</div>\n`,
        ],
        [`${script}{#if a}‸{/if}\n`, `${imported}{#if a}${cased}{/if}\n`],
        [`${script}{@html ‸}\n`, `${imported}{@html \`<img src="\${cat}" alt="A cat">\`}\n`],
        [
          "<script>\n  import x from 'x';\n  let hero = ‸;\n</script>\n",
          "<script>\n  import x from 'x';\n  import cat from './images/cat.png';\n  let hero = cat;\n</script>\n",
        ],
        [
          "<script>\n  import fox from './images/cat.png';\n</script>\n<p>‸</p>",
          '<script>\n  import fox from \'./images/cat.png\';\n</script>\n<p><img src={fox} alt="A cat" /></p>',
        ],
        [
          `${script}{#each cats as cat}‸{/each}\n`,
          `${imported.replace('cat from', 'cat2 from')}{#each cats as cat}${cased.replace('cat', 'cat2')}{/each}\n`,
        ],
        [
          '<style>\n  a { background: ‸; }\n</style>',
          '<style>\n  a { background: url("images/cat.png"); }\n</style>',
        ],
      ],
      { images: [importedCat] },
    );
    checkCases(
      svelte,
      [
        [
          `${script}{#each ‸ as a}x{/each}\n`,
          `${imported.replace("cat.png';\n", "cat.png';\n  import dog from './images/dog.png';\n")}{#each [cat, dog] as a}x{/each}\n`,
        ],
      ],
      { images: [importedCat, importedDog] },
    );
  });
});
