import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import {
  bundle,
  isTranslate,
  l10nCalls,
  literalTextOf,
  manifestTexts,
  manifestTextsInChinese,
  nameOf,
  nodesIn,
  placeholdersIn,
  placeOf,
  sources,
} from './support/strings.ts';

describe('the words of the extension', () => {
  it('are given to l10n.t as plain literals, which the bundle can name', () => {
    assert.ok(l10nCalls.length > 0);
    const others = l10nCalls.filter(({ message }) => message === undefined);
    assert.deepEqual(
      others.map(({ node }) => placeOf(node)),
      [],
    );
  });

  it('are looked up only by calling l10n.t, where this test can see it', () => {
    const uses = sources.flatMap((source) => nodesIn(source).filter(isTranslate));
    const elsewhere = uses.filter(
      (use) => !ts.isCallExpression(use.parent) || use.parent.expression !== use,
    );
    assert.deepEqual(elsewhere.map(placeOf), []);
  });

  it('come with a value for each placeholder, or leave them all to be filled in later', () => {
    const wrong = l10nCalls.filter(({ message = '', values }) => {
      return values > 0 && values !== placeholdersIn(message).length;
    });
    assert.deepEqual(
      wrong.map(({ node }) => placeOf(node)),
      [],
    );
  });

  it('say it to translators where one text has two meanings', () => {
    // A text that has a comment in one place has one in every place.
    const commented = l10nCalls.filter(({ message, key }) => key !== message);
    const messages = new Set(commented.map(({ message }) => message));
    const bare = l10nCalls.filter(({ message, key }) => key === message && messages.has(message));
    assert.deepEqual(
      bare.map(({ node }) => placeOf(node)),
      [],
    );
  });

  it('never reach the user as a literal', () => {
    assert.deepEqual(sources.flatMap(untranslatedIn), []);
  });
});

describe('the Chinese words', () => {
  it('are there for each English one, and no more', () => {
    const keys = l10nCalls.map(({ key }) => key);
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(keys)].sort());
  });

  it('have the placeholders of the English ones', () => {
    const different = l10nCalls.filter(({ message = '', key }) => {
      return placeholdersIn(message).join() !== placeholdersIn(bundle[key] ?? '').join();
    });
    assert.deepEqual(
      different.map(({ key }) => key),
      [],
    );
  });

  it('are Chinese', () => {
    // What has no word in it, such as "{0} s", is the same everywhere.
    const left = Object.entries({ ...bundle, ...manifestTextsInChinese }).filter(
      ([, chinese]) => !/\p{Script=Han}/u.test(chinese),
    );
    assert.deepEqual(left, []);
  });
});

describe('the words of the manifest', () => {
  it('are there in both languages, and each is used', () => {
    const used = readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g);
    const names = [...new Set([...used].map(([, name]) => name))].sort();
    assert.deepEqual(Object.keys(manifestTexts).sort(), names);
    assert.deepEqual(Object.keys(manifestTextsInChinese).sort(), names);
  });
});

/** Calls that show their arguments. */
const showing = /^(?:show(?:Error|Warning|Information)Message|setStatusBarMessage)$/;
/** Properties whose text is shown. */
const shown =
  /^(?:title|prompt|placeholder|placeHolder|tooltip|label|detail|description|message|validationMessage)$/;
/** The forms of keys and of a task id, which are the same in every language. */
const untranslatable = ['sk-…', 'AKLT…', '67fb9e82-126e-4c71-bb16-a3bb3789e3b7'];

/** Literals with a word in them that a user would see as they stand. */
function untranslatedIn(source: ts.SourceFile): string[] {
  if (!source.text.includes("from 'vscode'")) return [];
  const visible = nodesIn(source).flatMap((node): readonly ts.Node[] => {
    if (ts.isCallExpression(node) && showing.test(nameOf(node.expression))) return node.arguments;
    if (ts.isPropertyAssignment(node) && shown.test(nameOf(node.name))) {
      return isMessageToTranslate(node) ? [] : [node.initializer];
    }
    const assigns =
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return assigns && shown.test(nameOf(node.left)) ? [node.right] : [];
  });
  return visible
    .filter((node) => /\p{L}/u.test(literalTextOf(node)))
    .filter((node) => !untranslatable.includes(literalTextOf(node)))
    .map(placeOf);
}

/** Whether it is the `message` of an object that `l10n.t` is called with. */
function isMessageToTranslate({ parent }: ts.PropertyAssignment): boolean {
  const call = parent.parent;
  return ts.isCallExpression(call) && isTranslate(call.expression);
}
