import { testPrompts, testUnchanged, type Case } from './testPrompts.ts';

const inMarkdown = (cases: readonly (readonly [selection: string, prompt: string])[]): Case[] =>
  cases.map(([selection, prompt]) => [selection, 'markdown', prompt]);

describe('extractPrompt in Markdown', () => {
  describe('reads emphasis next to Chinese text and digits', () => {
    testPrompts(
      inMarkdown([
        ['**目标：**3只狐狸，**背景：**雪地', '目标：3只狐狸，背景：雪地'],
        ['**苹果**3个', '苹果3个'],
        ['第2**红色狐狸**', '第2红色狐狸'],
        ['3**只**5', '3只5'],
        ['**“狐狸”**在跑', '“狐狸”在跑'],
        ['他说**“你好”**。', '他说“你好”。'],
        ['*强调。*后面', '强调。后面'],
        ['~~删除。~~后', '删除。后'],
        ['（*猫*）', '（猫）'],
        ['***a** b*', 'a b'],
        ['a*b*', 'ab'],
      ]),
    );
    testUnchanged([
      ['call f(**kwargs) and g(**opts)', 'markdown'],
      ['f(*args, **kw)', 'markdown'],
      ['3*4 and 5*6', 'markdown'],
      ['a*b*c', 'markdown'],
      ['3~5只狐狸,2~4只兔子', 'markdown'],
      ['狐狸__很__大', 'markdown'],
    ]);
  });

  describe('skips front matter', () => {
    testPrompts(
      inMarkdown([
        ['---\ntitle: A post\ntags: [a, b]\n---\n\n# Fox\n\nA fox runs.', 'Fox\nA fox runs.'],
        ['---\n# Comment\n标题: 狐狸\n---\n狐狸', '狐狸'],
        ['+++\ntitle = "A post"\n+++\nA fox runs.', 'A fox runs.'],
        ['---\ntitle: A post\n---\n[A fox][1] runs.', 'A fox runs.'],
        ['---\ntitle: A fox\n---', 'title: A fox'],
        ['---\nA cat\n---\nA dog', 'A cat\nA dog'],
        ['---\n\nA cat', 'A cat'],
      ]),
    );
  });

  describe('reads links and notes that are defined outside of the selection', () => {
    testPrompts(
      inMarkdown([
        ['A [**black** cat][1] and ![a dog][d]', 'A black cat and a dog'],
        ['The [cat][] sits', 'The cat sits'],
        ['看[黑猫][1]', '看黑猫'],
        ['[cat][c]\n\n[c]: https://a.b', 'cat'],
        ['A cat[^1] sits.\n\n[^1]: It is black.', 'A cat sits.\nIt is black.'],
        ['> A cat[^1]', 'A cat'],
      ]),
    );
    testUnchanged([
      ['a[i][j] = b[j]', 'markdown'],
      ['f(x)[0][1]', 'markdown'],
      ['[sic] and ![sic]', 'markdown'],
      ['[^1]', 'markdown'],
    ]);
    testPrompts(inMarkdown([['[sic], says the [cat][sic]', '[sic], says the cat']]));
  });

  describe('reads tables, also from their middle', () => {
    testPrompts(
      inMarkdown([
        ['| cat | moon |', 'cat, moon'],
        ['| cat | moon |\n| dog |', 'cat, moon\ndog'],
        ['|---|---|\n| cat | moon |', 'cat, moon'],
        ['a | b\n--|--\ncat | **moon**', 'a, b\ncat, moon'],
        ['| a \\| b | c |\n|-|-|', 'a | b, c'],
        ['| a<br>b | c |\n|-|-|', 'a\nb, c'],
        ['| cat |\n\nA dog', 'cat\nA dog'],
      ]),
    );
  });

  describe('reads blocks', () => {
    testPrompts(
      inMarkdown([
        ['text\n\n    second *paragraph* of an item', 'text\nsecond paragraph of an item'],
        ['- a\n    - b\n        - c', 'a\nb\nc'],
        ['> a\nlazy', 'a lazy'],
        ['> [!WARNING]\n> A *cat*\n>\n> - x', 'A cat\nx'],
        ['[!NOTE]\n> A cat', 'A cat'],
        ['~~~\n```\n~~~', '```'],
        ['> ```\n> A  cat\n> ```', 'A  cat'],
        ['A\n---', 'A'],
      ]),
    );
  });

  describe('reads HTML in Markdown', () => {
    testPrompts(
      inMarkdown([
        ['<p align="center">\n  A <b>cat</b>\n</p>', 'A cat'],
        ['<details>\n<summary>More</summary>\n\nA **cat**\n\n</details>', 'More\nA cat'],
        ['<!-- a\n\nb -->\nA cat', 'A cat'],
        ['<img src="x" alt="A cat">', 'A cat'],
        ['A <img alt=cat src=x> sits', 'A cat sits'],
        ['<script>\nalert(1)\n</script>\nA cat', 'A cat'],
        ['&copy; &rarr; &hearts; &nbsp;a&shy;b', '© → ♥  ab'],
        ['<a@b.c>', 'a@b.c'],
      ]),
    );
    testPrompts([['<Card>\n  A **cat**\n</Card>', 'mdx', 'A cat']]);
  });
});
