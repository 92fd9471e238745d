import { reflow } from '../text/reflow.ts';

type Rule = readonly [RegExp, string];

function createExtractor(code: RegExp, rules: readonly Rule[]): (text: string) => string {
  return (text) => {
    // What has code, tables or formulas stays as it is.
    if (code.test(text)) return text;
    return reflow(
      rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text),
    );
  };
}

/** A letter or digit of a script that has spaces between words. */
const spacedLetter = '(?!\\p{sc=Han}|\\p{sc=Hiragana}|\\p{sc=Katakana})[\\p{L}\\p{N}]';

/** A pair of marks around words, which touches no other word. */
function pair(mark: string, inner: string): RegExp {
  return new RegExp(
    `(?<!${mark}|${spacedLetter})${mark}(?=[^\\s${inner}])([^${inner}\\n]{0,1000}[^\\s${inner}])${mark}(?!${mark}|${spacedLetter})`,
    'gu',
  );
}
const star = pair('\\*', '*');
const underscore = pair('_', '_');

/** The text of Typst without its markup. */
export const extractTypstText = createExtractor(/```|\$|#(?:let|set|show|import|table|figure)\b/, [
  [/(?<![:/])\/\/[^\r\n]*/g, ''],
  [/^=+[ \t]{1,9}([^\r\n]*)$/gm, '\n$1\n'],
  [
    /#(?:emph|strong|underline|highlight|smallcaps|text\([^()\r\n]{0,200}\)|link\("[^"\r\n]{0,500}"\))\[([^[\]\r\n]{0,500})\]/g,
    '$1',
  ],
  [/[ \t]?<[\p{L}\p{N}_\-.:]+>/gu, ''],
  [/[ \t]?#(?:footnote\[[^[\]\r\n]{0,500}\]|cite\([^()\r\n]{0,500}\))/g, ''],
  [star, '$1'],
  [underscore, '$1'],
  [/\\(?=[#*_$<>@`\\~])/g, ''],
]);

/** The text of AsciiDoc without its markup. */
export const extractAsciidocText = createExtractor(/^(?:-{4,}|\.{4,}|\|={3,}|\+{4,}|`{3})/m, [
  [/^\/\/[^\r\n]*$/gm, ''],
  [/^:!?[\w-]+!?:[^\r\n]*$/gm, ''],
  [/^\[[^\]\r\n]{0,500}\]$/gm, ''],
  [/^={1,6}[ \t]{1,9}([^\r\n]*)$/gm, '\n$1\n'],
  [/^\.(?=[^\s.])/gm, ''],
  [/^image::[^\s[\]]*\[[^\]\r\n]{0,500}\]$/gm, ''],
  [/(?<![a-z])(?:link:|https?:\/\/|mailto:)[^\s[\]]{1,500}\[([^\]\r\n^]{1,500})\^?\]/g, '$1'],
  [/<<[^<>,\r\n]{1,500},[ \t]{0,9}([^<>\r\n]{1,500})>>/g, '$1'],
  [/\*\*([^*\r\n]{1,500})\*\*/g, '$1'],
  [/__([^_\r\n]{1,500})__/g, '$1'],
  [star, '$1'],
  [underscore, '$1'],
  [pair('#', '#'), '$1'],
  [/[ \t]\+$/gm, ''],
]);

/** The text of reStructuredText without its markup. */
export const extractRstText = createExtractor(
  /::[ \t]{0,9}$|^[ \t]{0,9}\+[-=]+\+|^={2,}[ \t]{1,9}=/m,
  [
    [/^([!-/:-@[-`{-~])\1{2,}[ \t]{0,9}$/gm, '\n'],
    [
      /^[ \t]{0,9}\.\.[ \t]{1,9}(?:note|tip|warning|hint|important|caution|attention|danger|topic|sidebar)::[ \t]{0,9}/gm,
      '\n',
    ],
    [/^[ \t]{0,9}\.\.(?:[ \t][^\r\n]*)?$/gm, ''],
    [/^[ \t]{0,9}:[\w-]{1,40}:(?!`)[^\r\n]*$/gm, ''],
    [/:[\w:+.-]{1,60}:`([^`<\r\n]{1,500}?)[ \t]{0,9}(?:<[^<>`\r\n]{0,500}>)?`/g, '$1'],
    [/(?<!`)`([^`<\r\n]{1,500}?)[ \t]{0,9}<[^<>`\r\n]{0,500}>`__?/g, '$1'],
    [/[ \t]?\[(?:\d{1,9}|#[\w-]{0,60}|\*|[a-z][\w-]{0,60})\]_(?![\p{L}\p{N}_])/giu, ''],
    [/\*\*([^*\r\n]{1,500})\*\*/g, '$1'],
    [star, '$1'],
    [/``([^`\r\n]{1,500})``/g, '$1'],
  ],
);

/** The text of Org without its markup. */
export const extractOrgText = createExtractor(
  /^[ \t]{0,9}(?:#\+begin_(?:src|example|export)|\|)/im,
  [
    [/^[ \t]{0,9}#\+(?:begin|end)_[^\r\n]*$/gim, ''],
    [/^[ \t]{0,9}:[\w-]{1,60}:(?:[ \t][^\r\n]*)?$/gm, ''],
    [/^[ \t]{0,9}(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):[^\r\n]*$/gm, ''],
    [/(?<=^\*[^\r\n]{0,300}\S)[ \t]{1,80}:[\p{L}\p{N}_@#%:]{1,200}:[ \t]{0,9}$/gmu, ''],
    [/\[fn:[^\]\r\n]{0,500}\]/g, ''],
    [/^[ \t]{0,9}#(?:\+\w{1,40}:[^\r\n]*|[ \t][^\r\n]*|)$/gm, ''],
    [/^\*+[ \t]{1,9}(?:(?:TODO|DONE)[ \t]{1,9})?([^\r\n]*)$/gm, '\n$1\n'],
    [/\[\[[^[\]\r\n]{0,500}\]\[([^[\]\r\n]{0,500})\]\]/g, '$1'],
    [/\[\[file:[^[\]\r\n]{0,500}\]\]/g, ''],
    [star, '$1'],
    [pair('/', '/'), '$1'],
    [underscore, '$1'],
    [pair('\\+', '+'), '$1'],
  ],
);

/** The text of Textile without its markup. */
export const extractTextileText = createExtractor(/^(?:bc|pre)\.|<pre|^\|/m, [
  [/^(?:h[1-6]|p|bq)[^\s.]{0,100}\.[ \t]{1,9}([^\r\n]*)$/gm, '\n$1\n'],
  [/![^\s!()]{1,500}(?:\([^()\r\n]{0,500}\))?!/g, ''],
  [/"([^"\r\n]{1,500})":\S+/g, '$1'],
  [/\*\*([^*\r\n]{1,500})\*\*/g, '$1'],
  [/__([^_\r\n]{1,500})__/g, '$1'],
  [star, '$1'],
  [underscore, '$1'],
]);

/** The text of a wiki page without its markup. */
export const extractMediaWikiText = createExtractor(
  /\{\||\{\{|<(?:pre|source|syntaxhighlight|math)\b/i,
  [
    // One without an end goes on to the end of the page.
    [/<!--[^]*?(?:-->|$)/g, ''],
    [/<ref\b[^<>/]*\/>|<ref\b[^<>]*>[^<>]*<\/ref>/gi, ''],
    [/^(={1,6})[ \t]{0,9}([^\r\n=]{1,500}?)[ \t]{0,9}\1[ \t]{0,9}$/gm, '\n$2\n'],
    [
      /\[\[(?!(?:File|Image|Category|文件|图像|分类):)(?:[^[\]|\r\n]{0,500}\|)?([^[\]|\r\n]{0,500})\]\]/gi,
      '$1',
    ],
    [/\[\[(?:File|Image|Category|文件|图像|分类):[^[\]\r\n]{0,500}\]\]/gi, ''],
    [/\[https?:\/\/[^\s\]]{1,300}[ \t]{1,9}([^\]\r\n]{0,500})\]/g, '$1'],
    [/'{2,5}/g, ''],
  ],
);
