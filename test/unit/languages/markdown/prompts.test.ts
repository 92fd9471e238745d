import { testPrompts, testUnchanged, type Case } from '../prompt/testPrompts.ts';

const inMarkdown = (cases: readonly (readonly [selection: string, prompt: string])[]): Case[] =>
  cases.map(([selection, prompt]) => [selection, 'markdown', prompt]);

describe('Prompts in extensions of Markdown', () => {
  testPrompts(
    inMarkdown([
      ['A [[red fox]] and [[page|a wolf]]', 'A red fox and a wolf'],
      ['![[fox.png|A fox]] runs ![[a.png|300]]', 'A fox runs'],
      ['{{< figure src="a.png" >}}\nA fox', 'A fox'],
      ['{% include x.html %}\nA {{ page.title }} fox', 'A fox'],
      ['{% raw %}A fox{% endraw %}', 'A fox'],
      [':::note\nA fox\n:::', 'A fox'],
      [':::note[The fox]{.x}\nruns\n:::', 'The fox runs'],
      ['::: {.callout-note}\nA fox\n:::', 'A fox'],
      ['::youtube{#x}\nA fox', 'A fox'],
      ['!!! note "The fox"\n    runs far', 'The fox runs far'],
      ['A fox{.red} runs', 'A fox runs'],
      ['[A fox]{.red #id k="v"} runs', 'A fox runs'],
      ['# Fox {#fox .big}', 'Fox'],
      ['A fox\n{: .lead}', 'A fox'],
      ['A ==red== fox', 'A red fox'],
      ['x^2^ and x^2 + y^2', 'x2 and x^2 + y^2'],
      ['H~2~O, 3~5只狐狸,2~4只兔子', 'H2O, 3~5只狐狸,2~4只兔子'],
      ['Use `==a==` and `[[b]]` and `{{ c }}`', 'Use ==a== and [[b]] and {{ c }}'],
      ['```\n==a== {{ b }}\n```', '==a== {{ b }}'],
      ['A fox %% hidden %% runs', 'A fox runs'],
      ['一只==红色==的[[狐狸]]', '一只红色的狐狸'],
      ['+++\ntitle="a"\n+++\nA fox', 'A fox'],
    ]),
  );
  testUnchanged([
    ['a == b and c == d', 'markdown'],
    ['f(x) = {x}', 'markdown'],
    ['${a} costs $5', 'markdown'],
    ['{a: 1}', 'markdown'],
    [':fox_face: runs', 'markdown'],
    ['std::vector at 10:30:45', 'markdown'],
    ['Use **kwargs or **opts here', 'markdown'],
  ]);
});

describe('Prompts in MDX', () => {
  testPrompts([
    ['import a from "./a"\n\nA <b>fox</b> runs', 'mdx', 'A fox runs'],
    ['A fox {/* no */}', 'mdx', 'A fox'],
    ['<Card title="x">\n  A **fox**{" "}runs\n</Card>', 'mdx', 'A fox runs'],
    ['export const a = {\n\n}\n\n# Fox', 'mdx', 'Fox'],
  ]);
});
