import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import * as v from 'valibot';

const stringsSchema = v.record(v.string(), v.string());
const bundle = readStrings('l10n/bundle.l10n.zh-cn.json');
const manifestStrings = readStrings('package.nls.json');
const chineseManifestStrings = readStrings('package.nls.zh-cn.json');

const sources = globSync('src/**/*.ts').map((path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
);
const calls = sources.flatMap((source) =>
  nodesIn(source).filter((node) => ts.isCallExpression(node) && isTranslate(node.expression)),
) as ts.CallExpression[];
const keys = calls.map(({ arguments: [key] }) => key).filter(isText);

describe('Localized strings', () => {
  it('are passed to l10n.t as plain literals', () => {
    assert.ok(calls.length > 0);
    const others = calls.filter(({ arguments: [key] }) => !isText(key));
    assert.deepEqual(others.map(locationOf), []);
  });

  it('are looked up only by calling l10n.t directly', () => {
    const uses = sources.flatMap((source) => nodesIn(source).filter(isTranslate));
    const indirectUses = uses.filter(
      (use) => !ts.isCallExpression(use.parent) || use.parent.expression !== use,
    );
    assert.deepEqual(indirectUses.map(locationOf), []);
  });

  it('have a value for each placeholder or leave them all to the gallery page', () => {
    const mismatched = calls.filter(({ arguments: [key, ...values] }) => {
      const expected = isText(key) ? placeholdersIn(key.text) : [];
      return values.length > 0 && values.length !== expected.length;
    });
    assert.deepEqual(mismatched.map(locationOf), []);
  });

  it('are never shown as untranslated literals', () => {
    assert.deepEqual(sources.flatMap(untranslatedIn), []);
  });
});

describe('Chinese bundle', () => {
  it('has exactly the keys of the English strings', () => {
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(keys.map(({ text }) => text))].sort());
  });

  it('has the placeholders of the English strings', () => {
    const mismatched = Object.entries(bundle).filter(
      ([english, chinese]) => placeholdersIn(english).join() !== placeholdersIn(chinese).join(),
    );
    assert.deepEqual(mismatched, []);
  });

  it('is in Chinese', () => {
    // What has no word in it, such as "{0} s", is the same everywhere.
    const untranslated = Object.entries({ ...bundle, ...chineseManifestStrings }).filter(
      ([, chinese]) => !/\p{Script=Han}/u.test(chinese),
    );
    assert.deepEqual(untranslated, []);
  });
});

describe('Manifest strings', () => {
  it('exist in both languages and are all used', () => {
    const used = readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g);
    const names = [...new Set([...used].map(([, name]) => name))].sort();
    assert.deepEqual(Object.keys(manifestStrings).sort(), names);
    assert.deepEqual(Object.keys(chineseManifestStrings).sort(), names);
  });
});

/** Calls that show their arguments. */
const displayFunctions = /^(?:show(?:Error|Warning|Information)Message|setStatusBarMessage)$/;
/** Properties whose text is shown. */
const displayProperties =
  /^(?:title|prompt|placeholder|placeHolder|tooltip|label|detail|description|message|validationMessage)$/;
/** The forms of keys and of a task id, which are the same in every language. */
const untranslatable = ['sk-…', 'AKLT…', '67fb9e82-126e-4c71-bb16-a3bb3789e3b7'];

/** Literals with a word in them that a user would see as they stand. */
function untranslatedIn(source: ts.SourceFile): string[] {
  if (!source.text.includes("from 'vscode'")) return [];
  const visible = nodesIn(source).flatMap((node): readonly ts.Node[] => {
    if (ts.isCallExpression(node) && displayFunctions.test(nameOf(node.expression)))
      return node.arguments;
    if (ts.isPropertyAssignment(node) && displayProperties.test(nameOf(node.name)))
      return [node.initializer];
    const assigns =
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return assigns && displayProperties.test(nameOf(node.left)) ? [node.right] : [];
  });
  return visible
    .filter((node) => /\p{L}/u.test(literalTextOf(node)))
    .filter((node) => !untranslatable.includes(literalTextOf(node)))
    .map(locationOf);
}

/** What an expression says by itself, without what is put into it; empty unless it is a literal. */
function literalTextOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join('');
}

/** The last name of an expression such as `vscode.window.showErrorMessage`. */
function nameOf(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

/** Whether the node is `l10n.t` or `vscode.l10n.t`. */
function isTranslate(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 't' &&
    nameOf(node.expression) === 'l10n'
  );
}

function isText(node: ts.Node | undefined): node is ts.StringLiteral {
  return node !== undefined && ts.isStringLiteral(node);
}

function nodesIn(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...nodesIn(child));
  });
  return nodes;
}

function locationOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName}:${line + 1} ${node.getText()}`;
}

/** The distinct placeholders of a text, in order. */
function placeholdersIn(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

function readStrings(path: string): Record<string, string> {
  return v.parse(v.pipe(v.string(), v.parseJson(), stringsSchema), readFileSync(path, 'utf8'));
}
