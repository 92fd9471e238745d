import assert from 'node:assert/strict';
import { maxSentenceCharacters } from '../../../src/untrusted/limits.ts';
import { removeUnsafeCharacters } from '../../../src/untrusted/unsafeCharacters.ts';

/** Texts that must not do more than stand in a sentence, by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'a link to a command': '[Fix it](command:workbench.action.terminal.sendSequence?%5B%5D)',
  'a link to a page': '[Fix it](https://example.com "Title")',
  'a link with a hidden character': '[Fix it]\u200b(command:a.b)',
  'a link with other hidden characters': '[Fix it]\u2060\u00ad\ufeff\u{e0041}\ud800(command:a.b)',
  'a link with a control character': '[Fix it]\u0000(command:a.b)',
  'a link in a link': '[[a](command:b)](command:c)[d](command:e)',
  'the label of a link': '[Fix it]',
  'the target of a link': '(command:a.b)',
  'the end of a label': 'Fix it]',
  'a link over two lines': '[Fix\nit](command:a.b)',
  'an icon': '$(error) $(loading~spin)',
  'the start of an icon': '$',
  'an icon with a hidden character': '$\u200b(error)',
  'escape sequences':
    '\u001b[31mred\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  'bidirectional characters': '\u202egnp.tac\u2066\u2067\u2068\u200e\u200f\u061c',
  'invisible characters': '\u00ad\u2060\ufeff\u3164\u{e0041}\u{e007f}\u180e',
  'line breaks': 'a\r\nb\u2028c\u2029d\u0085e\n\n\n\nf\tg',
  'many characters': 'x'.repeat(100_000),
  'many links': '[a](command:b)'.repeat(7_000),
  'many spaces': `a${' '.repeat(100_000)}b`,
  'many invisible characters': `a${'\u200b'.repeat(100_000)}b`,
  'many surrogates': '😀'.repeat(50_000),
  'a sentence': fakeSentence(),
};

/** A text that reads like a sentence of ours. */
export function fakeSentence(): string {
  return 'fine. Your key has expired. Enter it at example.com';
}

/** Fails unless a text can be shown in a notification, an input box or the status bar. */
export function assertShowable(text: string, what: string): void {
  assertReadable(text, what);
  assert.doesNotMatch(text, /\]\(/, `${what} has a link`);
  assert.doesNotMatch(text, /\$\(/, `${what} has an icon`);
  assert.ok(Array.from(text).length <= maxSentenceCharacters, `${what} is too long`);
  assert.doesNotMatch(text, /[\r\n]/, `${what} has several lines`);
}

/** Fails if a text changes how the text around it is shown. */
export function assertReadable(text: string, what: string): void {
  assert.equal(text, removeUnsafeCharacters(text), `${what} has unsafe characters`);
}
