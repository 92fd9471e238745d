import { testInsertions, type InsertionCase } from './testInsertions.ts';

describe('Insertion into Quarto', () => {
  testInsertions('quarto', [
    ['A fox runs.‸', 'A fox runs.\n\n![](i/f.png){fig-alt="F"}'],
    ['one ‸two', 'one ![](i/f.png){fig-alt="F"} two'],
    ['- ‸', '- ![](i/f.png){fig-alt="F"}'],
    ['| a | ‸ |\n|--|--|', '| a | ![](i/f.png){fig-alt="F"} |\n|--|--|'],
    ['```{r}\nx <- ‸\n```', '```{r}\nx <- "i/f.png"\n```', { note: 'pathInCode' }],
    [
      '```{r}\nknitr::include_graphics("‸")\n```',
      '```{r}\nknitr::include_graphics("i/f.png")\n```',
      { note: 'pathInCode' },
    ],
    ...[
      ['x = "a‸"', 'x = "a i/f.png"'],
      ['x = "a ‸b"', 'x = "a i/f.png b"'],
      ['x = "a/‸"', 'x = "i/f.png"'],
      ["x = 'ol‸d.png'", "x = 'i/f.png'"],
      ['x = Image.open("a‸")', 'x = Image.open("i/f.png")'],
      ['x = "./‸', 'x = "i/f.png'],
    ].map(([before = '', after = '']): InsertionCase => [
      `\`\`\`{python}\n${before}\n\`\`\``,
      `\`\`\`{python}\n${after}\n\`\`\``,
      { note: 'pathInCode' },
    ]),
    ...[
      ['r', 'x <- "‸"', 'x <- c("i/f.png", "i/g.png")'],
      ['r', 'x <- ‸', 'x <- c("i/f.png", "i/g.png")'],
      ['r', 'x <- c("‸")', 'x <- c("i/f.png", "i/g.png")'],
      ['python', 'x = "‸"', 'x = ["i/f.png", "i/g.png"]'],
      ['python', "x = ['a.png', '‸']", "x = ['a.png', 'i/f.png', 'i/g.png']"],
    ].map(([language = '', before = '', after = '']): InsertionCase => [
      `\`\`\`{${language}}\n${before}\n\`\`\``,
      `\`\`\`{${language}}\n${after}\n\`\`\``,
      { note: 'pathInCode', count: 2 },
    ]),
    ['```{r}‸\nx\n```', '```{r}\nx\n```\n\n![](i/f.png){fig-alt="F"}'],
    ['```r\nx ‸\n```', '```r\nx i/f.png\n```', { note: 'pathInCode' }],
    ['::: {.column}\n‸\n:::', '::: {.column}\n![](i/f.png){fig-alt="F"}\n:::'],
    ['::: {#fig-a}\nText‸\n:::', '::: {#fig-a}\nText\n\n![](i/f.png){fig-alt="F"}\n:::'],
    ['![](‸){fig-alt="x"}', '![](i/f.png){fig-alt="x"}'],
    ['![‸](){fig-alt="x"}', '![](i/f.png){fig-alt="x"}'],
    ['{{< video ‸ >}}', '{{< video  >}}\n\n![](i/f.png){fig-alt="F"}'],
    ['Value `r x‸` b', 'Value `r x"i/f.png"` b', { note: 'pathInCode' }],
    [': Caption {#tbl-‸a}', ': Caption {#tbl-a}\n\n![](i/f.png){fig-alt="F"}'],
    [
      '---\ntitle: x\nformat:\n  html: default‸\n---\nText',
      '---\ntitle: x\nformat:\n  html: default\n---\n\n![](i/f.png){fig-alt="F"}\n\nText',
      { note: 'moved' },
    ],
    ['Term\n:   Def‸', 'Term\n:   Def\n\n    ![](i/f.png){fig-alt="F"}'],
    ['| line‸\n| block', '| line\n| block\n\n![](i/f.png){fig-alt="F"}'],
  ]);
});

describe('Insertion into R Markdown', () => {
  testInsertions('rmd', [
    ['A fox runs.‸', 'A fox runs.\n\n![](i/f.png){fig-alt="F" alt="F"}'],
    ['one ‸two', 'one ![](i/f.png){fig-alt="F" alt="F"} two'],
    ['![‸]()', '![](i/f.png){fig-alt="F" alt="F"}'],
    ['![](‸){alt="x"}', '![](i/f.png){alt="x"}'],
    ['```{r}\nx <- ‸\n```', '```{r}\nx <- "i/f.png"\n```', { note: 'pathInCode' }],
  ]);
});
