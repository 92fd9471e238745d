import assert from 'node:assert/strict';
import { chineseTexts, englishTexts } from './support/strings.ts';

/**
 * Words that English texts must not contain, by the preferred words. See the glossary in
 * CONTRIBUTING.md.
 */
const english: Readonly<Record<string, RegExp>> = {
  image: /\bpictures?\b/i,
  URL: /\baddress(?:es)?\b/i,
  'response, request': /\b(?:answer(?:s|ed)?|questions?)\b/i,
  'download, retry': /\bfetch(?:es|ed|ing)?\b/i,
  'in progress, running, queued': /\bunder ?way\b|\bits turn\b/i,
  // “Needs attention” is what VS Code and GitHub say.
  'supports, requires, accepts': /\b(?:takes|wants|wanted|needs(?! attention)|needed)\b/i,
  'defaults to': /\b(?:if|what is) not said\b/i,
  'reports, shows, specifies': /\b(?:say(?:s|ing)?|said|tell(?:s|ing)?|told)\b/i,
  'generate, create': /\b(?:makes?|made|making)\b/i,
  'watermark, content label': /\bmark(?:s|ed)?\b/i,
  orphaned: /\bleft[- ]over\b|\bbelongs? to nothing\b/i,
  skipped: /\bleft out\b|\bleave(?:s)? .*\bout\b/i,
  'moved to': /\bset(?:s)? (?:them )?aside\b/i,
  'Restricted Mode': /\b(?:workspace that is not trusted|untrusted workspace)\b/i,
  'restore, undo': /\b(?:brought|bring|taken|take) back\b/i,
  'next to': /\bbeside\b/i,
  'another location': /\belsewhere\b|\banother place\b/i,
  malformed: /\bspoil(?:t|ed)\b/i,
  'internal error': /\bof (?:its|your|their) own\b|\bfaults?\b/i,
  'is used up, is not available': /\bat hand\b|\bat the moment\b/i,
  still: /\ball the same\b/i,
  anyone: /\b(?:whoever|whatever|whichever)\b/i,
  'must be, invalid': /\bcannot be used\b|\bis no [a-z]|\bare no [a-z]+s,/i,
  'favorite (US)': /favourit/i,
  'color (US)': /colour/i,
  'license (US)': /licence/i,
  'center (US)': /\bcentre/i,
  'canceled (US)': /\bcancell(?:ed|ing)\b/i,
  behavior: /behaviour/i,
  ID: /\b(?:id|Id)s?\b(?!')/,
  ZIP: /\b(?:zip|Zip)\b/,
  'quotes as on the keyboard': /[“”‘’«»]/,
  'the ellipsis …': /\.\.\./,
  'one space': / {2}| $|^ /,
};

/** Words that Chinese texts must not contain, by the words of VS Code's own Chinese UI. */
const chinese: Readonly<Record<string, RegExp>> = {
  你: /您/,
  撤消: /撤销/,
  '计算机, 系统时钟': /机器|本机/,
  下载: /重新获取|正在获取|取回/,
  'URL, 位置': /地址|网址/,
  帐户: /账[号户]/,
  孤立: /残留/,
  '已跳过, 删除': /去掉/,
  对比: /比较(?!大|小|高|低)/,
  组图: /图集/,
  参考图: /参考图片/,
  '显式标识, 隐式标识': /可见水印|文件内标识/,
  服务返回的消息: /原话/,
  '参数, 字段': /给出/,
  'half-width ?': /？/,
  'half-width : and a space': /：|[^/\w]:(?! )(?!\/\/)/u,
  'half-width ( )': /[（）]/,
  'half-width !': /！/,
  'full-width ，': /\p{Script=Han}\s*,/u,
  'full-width 。': /\p{Script=Han}\.(?!\.)/u,
  'the ellipsis …': /\.\.\.|……/,
  'quotes “ ”': /["'「」](?=\p{Script=Han})|(?<=\p{Script=Han})["'「」]/u,
};

describe('Glossary', () => {
  for (const [preferred, not] of Object.entries(english)) {
    it(`is respected by all English texts: ${preferred}`, () => {
      assert.ok(englishTexts.length > 0);
      assert.deepEqual(
        englishTexts.filter(([, text]) => not.test(text)),
        [],
      );
    });
  }

  for (const [preferred, not] of Object.entries(chinese)) {
    it(`is respected by all Chinese texts: ${preferred}`, () => {
      assert.ok(chineseTexts.length > 0);
      assert.deepEqual(
        chineseTexts.filter(([, text]) => not.test(text)),
        [],
      );
    });
  }
});

describe('Setting descriptions', () => {
  const descriptions = englishTexts.filter(([name]) => /^setting\.(?!.*\.label$)/.test(name));

  it('are sentences with a period', () => {
    const others = descriptions.filter(([name, text]) => {
      return !name.endsWith('.label') && !/^[A-Z4-9].*[.]$/s.test(text);
    });
    assert.deepEqual(others, []);
  });

  it('start with Controls, Specifies, or Configures', () => {
    // Not those of values, properties, and patterns.
    const settings = descriptions.filter(([name]) => /^setting\.(?:library\.)?\w+$/.test(name));
    assert.ok(settings.length > 10);
    assert.deepEqual(
      settings.filter(([, text]) => !/^(?:Controls|Specifies|Configures) /.test(text)),
      [],
    );
  });
});

describe('Command titles', () => {
  /** Words that are lowercase in a title, unless they are the first. */
  const lowercaseWord = /^(?:a|an|and|as|at|by|for|from|in|into|of|or|the|to|with|\{\d\})$/;

  it('are in title case without a period', () => {
    const titles = englishTexts.filter(([name]) => name.startsWith('command.'));
    assert.ok(titles.length > 0);
    const others = titles.filter(([, title]) => {
      const [first = '', ...words] = title.split(' ');
      const isCapital = (word: string) => /^[A-Z]/.test(word);
      return (
        !isCapital(first) || !words.every((word) => lowercaseWord.test(word) || isCapital(word))
      );
    });
    assert.deepEqual(others, []);
    assert.deepEqual(
      titles.filter(([, title]) => title.endsWith('.')),
      [],
    );
  });
});
