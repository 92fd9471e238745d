import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import {
  bundle,
  isTranslateCall,
  l10nCalls,
  getLiteralText,
  manifestTexts,
  manifestTextsInChinese,
  getName,
  listNodes,
  listPlaceholders,
  formatLocation,
  sources,
} from './support/strings.ts';

describe('Localized strings', () => {
  it('are passed to l10n.t as plain literals', () => {
    assert.ok(l10nCalls.length > 0);
    const others = l10nCalls.filter(({ message }) => message === undefined);
    assert.deepEqual(
      others.map(({ node }) => formatLocation(node)),
      [],
    );
  });

  it('are looked up only by calling l10n.t directly', () => {
    const uses = sources.flatMap((source) => listNodes(source).filter(isTranslateCall));
    const indirectUses = uses.filter(
      (use) => !ts.isCallExpression(use.parent) || use.parent.expression !== use,
    );
    assert.deepEqual(indirectUses.map(formatLocation), []);
  });

  it('have a value for each placeholder, or none if they are filled in later', () => {
    const mismatched = l10nCalls.filter(({ message = '', values }) => {
      return values > 0 && values !== listPlaceholders(message).length;
    });
    assert.deepEqual(
      mismatched.map(({ node }) => formatLocation(node)),
      [],
    );
  });

  it('have a comment for translators if a text has several meanings', () => {
    // A text that has a comment in one place has one everywhere.
    const commented = l10nCalls.filter(({ message, key }) => key !== message);
    const messages = new Set(commented.map(({ message }) => message));
    const bare = l10nCalls.filter(({ message, key }) => key === message && messages.has(message));
    assert.deepEqual(
      bare.map(({ node }) => formatLocation(node)),
      [],
    );
  });

  it('are never shown as untranslated literals', () => {
    assert.deepEqual(sources.flatMap(untranslatedIn), []);
  });
});

describe('Chinese bundle', () => {
  it('has exactly the keys of the English strings', () => {
    const keys = l10nCalls.map(({ key }) => key);
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(keys)].sort());
  });

  it('has the placeholders of the English strings', () => {
    const mismatched = l10nCalls.filter(({ message = '', key }) => {
      return listPlaceholders(message).join() !== listPlaceholders(bundle[key] ?? '').join();
    });
    assert.deepEqual(
      mismatched.map(({ key }) => key),
      [],
    );
  });

  it('is in Chinese', () => {
    // Texts without words, such as "{0} s", are the same in all languages.
    const untranslated = Object.entries({ ...bundle, ...manifestTextsInChinese }).filter(
      ([, chinese]) => !/\p{Script=Han}/u.test(chinese),
    );
    assert.deepEqual(untranslated, []);
  });
});

describe('Manifest strings', () => {
  it('exist in both languages and are all used', () => {
    const used = readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g);
    const names = [...new Set([...used].map(([, name]) => name))].sort();
    assert.deepEqual(Object.keys(manifestTexts).sort(), names);
    assert.deepEqual(Object.keys(manifestTextsInChinese).sort(), names);
  });
});

/** Calls that display their arguments. */
const displayFunctions =
  /^(?:show(?:Error|Warning|Information|Status)Message|setStatusBarMessage)$/;
/** Properties whose text is displayed. */
const displayProperties =
  /^(?:title|prompt|placeholder|placeHolder|tooltip|label|detail|description|message|validationMessage)$/;
/** The formats of keys and of a task ID, which are the same in every language. */
const untranslatable = ['sk-…', 'AKLT…', '67fb9e82-126e-4c71-bb16-a3bb3789e3b7'];

/** Literals with words that are displayed without translation. */
function untranslatedIn(source: ts.SourceFile): string[] {
  if (!source.text.includes("from 'vscode'")) return [];
  const visible = listNodes(source).flatMap((node): readonly ts.Node[] => {
    if (ts.isCallExpression(node) && displayFunctions.test(getName(node.expression)))
      return node.arguments;
    if (ts.isPropertyAssignment(node) && displayProperties.test(getName(node.name))) {
      return isMessageToTranslate(node) ? [] : [node.initializer];
    }
    const assigns =
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return assigns && displayProperties.test(getName(node.left)) ? [node.right] : [];
  });
  return visible
    .filter((node) => /\p{L}/u.test(getLiteralText(node)))
    .filter((node) => !untranslatable.includes(getLiteralText(node)))
    .map(formatLocation);
}

/** Whether it is the `message` of an object that `l10n.t` is called with. */
function isMessageToTranslate({ parent }: ts.PropertyAssignment): boolean {
  const call = parent.parent;
  return ts.isCallExpression(call) && isTranslateCall(call.expression);
}
