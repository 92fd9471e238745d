import type { CommentRule } from '../../../../src/languages/comments/commentSyntax.ts';
import { testPrompts } from './testPrompts.ts';

/** Declares tests with the rules of a language configuration. */
function testRule(rule: CommentRule, cases: readonly (readonly [string, string])[]): void {
  describe(JSON.stringify(rule), () => {
    testPrompts(
      cases.map(([selection, prompt]) => [selection, 'some-language', prompt]),
      [rule],
    );
  });
}

describe('extractPrompt with installed language configurations', () => {
  testRule({ lineComment: '//', blockComment: ['/*', '*/'] }, [
    ['/// A cat\n/// on the moon', 'A cat on the moon'],
    ['//! A cat', 'A cat'],
    ['/**\n * A cat\n * on the moon.\n */', 'A cat on the moon.'],
    [' * A cat\n * on the moon', 'A cat on the moon'],
  ]);
  testRule({ lineComment: '#' }, [
    ['## A cat', 'A cat'],
    ['# ---- A cat ----', 'A cat'],
    ['A cat', 'A cat'],
  ]);
  testRule({ lineComment: ';;' }, [[';;; A cat', 'A cat']]);
  testRule({ lineComment: '//-' }, [['//- A cat', 'A cat']]);
  testRule({ lineComment: 'dnl' }, [
    ['dnl A cat\nDNL on the moon', 'A cat on the moon'],
    ['dnlA cat', 'dnlA cat'],
  ]);
  testRule({ lineComment: '@REM ' }, [['@rem A cat', 'A cat']]);
  testRule({ lineComment: '..' }, [
    ['.. A cat', 'A cat'],
    ['.. image:: cat.png', '.. image:: cat.png'],
    ['.. [1] A cat', '.. [1] A cat'],
    ['...', '...'],
  ]);
  testRule({ blockComment: ['(; ', ' ;)'] }, [['(;A cat;)', 'A cat']]);
  testRule({ blockComment: ['{-', '-}'] }, [['{- A cat -}', 'A cat']]);
  // As in the configurations of `ini` and `diff`: a space is no marker.
  testRule({ lineComment: '#', blockComment: ['#', ' '] }, [
    ['# A cat', 'A cat'],
    ['#A cat\nsits', '#A cat\nsits'],
  ]);
  testRule({ lineComment: '' }, [['A cat', 'A cat']]);

  describe('adds them to the built-in comments', () => {
    const rule: CommentRule = { lineComment: '%', blockComment: ['<#', '#>'] };
    testPrompts(
      [
        ['// A cat', 'php', 'A cat'],
        ['# A cat', 'php', 'A cat'],
        ['% A cat', 'php', 'A cat'],
        ['<# A cat #>', 'php', 'A cat'],
      ],
      [rule],
    );
  });

  describe('recognizes comments that configurations lack', () => {
    testPrompts([
      ['// A cat', 'html', 'A cat'],
      ['/* A cat */', 'vue', 'A cat'],
      ["'''A cat'''", 'python', 'A cat'],
      ['# A cat', 'ini', 'A cat'],
      ['/* A cat */', 'terraform', 'A cat'],
    ]);
  });
});
