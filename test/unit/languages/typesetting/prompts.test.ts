import { testPrompts, type Case } from '../prompt/testPrompts.ts';

const foxAndSnow = 'A red fox runs through the snow.';

describe('Prompts in Typst and lightweight markup', () => {
  testPrompts([
    ...inLanguage('typst', [
      ['= Heading\nText', 'Heading\nText'],
      ['*一只橘猫*坐在_窗台_上', '一只橘猫坐在窗台上'],
      ['A #emph[red] fox <fig:fox>', 'A red fox'],
      ['A #link("https://a.b/c")[red fox] runs // later', 'A red fox runs'],
      ['A red fox\nruns through\nthe snow.', foxAndSnow],
      ['C\\# and 5 \\* 3', 'C# and 5 * 3'],
      ['- 山\n- 水', '- 山\n- 水'],
      ['See https://a.b/c_d_e', 'See https://a.b/c_d_e'],
      ['A fox #footnote[It is red.] runs', 'A fox runs'],
    ]),
    ...inLanguage('asciidoc', [
      ['== 秋山\n\n一座*红色*的山', '秋山\n一座红色的山'],
      ['A *red* fox _runs_ through the #snow#.', foxAndSnow],
      ['.Title\n[quote]\nA fox', 'Title\nA fox'],
      ['A link:a.html[red fox] and https://a.b[owl^]', 'A red fox and owl'],
      ['// note\nA fox <<s,there>>', 'A fox there'],
      ['image::a.png[Old]\n\nA fox', 'A fox'],
      ['A **r**ed __f__ox +\nruns', 'A red fox runs'],
      ['snake_case_name and 3 * 4 * 5', 'snake_case_name and 3 * 4 * 5'],
      ['* 山\n* 水', '* 山\n* 水'],
    ]),
    ...inLanguage('restructuredtext', [
      ['秋山\n====\n\n一座 **红色** 的山', '秋山\n一座 红色 的山'],
      ['A *red* fox ``runs`` through', 'A red fox runs through'],
      ['See :ref:`the fox <fox>` and `owl <https://a.b>`_.', 'See the fox and owl.'],
      ['.. note:: A fox\n   runs', 'A fox runs'],
      ['.. image:: a.png\n   :alt: Old\n\nA fox', 'A fox'],
      ['.. a comment\n\nA **red** fox', 'A red fox'],
      ['A |fox| runs', 'A |fox| runs'],
      ['A red fox [1]_ runs', 'A red fox runs'],
    ]),
    ...inLanguage('org', [
      ['* TODO 秋山\n一座 *红色* 的山', '秋山\n一座 红色 的山'],
      ['A *red* fox /runs/ through the _snow_.', foxAndSnow],
      ['#+CAPTION: Old\n[[file:a.png]]\nA fox', 'A fox'],
      ['See [[https://a.b][the fox]] +now+', 'See the fox now'],
      ['** A fox  :tag:animal:\nIt runs', 'A fox\nIt runs'],
      ['and/or 1/2/3', 'and/or 1/2/3'],
      ['A fox[fn:1] runs', 'A fox runs'],
      [':PROPERTIES:\n:ID: 1\n:END:\nA fox', 'A fox'],
    ]),
    ...inLanguage('textile', [
      ['h2. 秋山\n\n一座*红色*的山', '秋山\n一座红色的山'],
      ['A *red* fox _runs_ through the "snow":https://a.b', 'A red fox runs through the snow'],
      ['p(intro). A fox', 'A fox'],
      ['!a.png(Old)! A fox', 'A fox'],
      ['bq. A **red** __fox__', 'A red fox'],
      ['Wow! A fox! Really', 'Wow! A fox! Really'],
    ]),
    ...inLanguage('wikitext', [
      ["== 秋山 ==\n一座'''红色'''的山", '秋山\n一座红色的山'],
      ["A ''red'' [[Red fox|fox]] runs through the [[snow]].", foxAndSnow],
      ['A fox.<ref name="a">Book</ref> <!-- x -->', 'A fox.'],
      ['[[File:A.png|thumb|A [[red]] fox]] An owl', 'An owl'],
      ['See [https://a.b the fox] now', 'See the fox now'],
      ['[[Category:Foxes]]\nA fox', 'A fox'],
      ['[[文件:狐狸.png|缩略图]]一只狐狸', '一只狐狸'],
      ["it's a fox's", "it's a fox's"],
    ]),
  ]);
});

function inLanguage(
  languageId: string,
  prompts: readonly (readonly [selection: string, prompt: string])[],
): readonly Case[] {
  return prompts.map(([selection, prompt]) => [selection, languageId, prompt]);
}
