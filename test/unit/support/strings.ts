import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import * as v from 'valibot';

/** A call of `l10n.t` with a text, or with an object that also has a comment for translators. */
export interface L10nCall {
  readonly node: ts.CallExpression;
  /** `undefined` if it is not a plain literal. */
  readonly message: string | undefined;
  /** The key in the bundle: `message` or `message/comment`. */
  readonly key: string;
  /** Number of values for placeholders. */
  readonly values: number;
}

/** Both plural forms of a text. */
export interface PluralLiteral {
  readonly one: string;
  readonly other: string;
}

export const sources = globSync('src/**/*.ts').map((path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
);

const nodes = sources.flatMap(listNodes);

export const l10nCalls: readonly L10nCall[] = nodes
  .filter((node) => ts.isCallExpression(node))
  .filter(({ expression }) => isTranslateCall(expression))
  .map(callOf);

/** All literals `{ one: l10n.t(…), other: l10n.t(…) }`. */
export const plurals: readonly PluralLiteral[] = nodes
  .filter((node) => ts.isObjectLiteralExpression(node))
  .flatMap((node) => {
    const [one, other] = ['one', 'other'].map((name) => propertyOf(node, name));
    const forms = [one, other].map((form) => l10nCalls.find((call) => call.node === form)?.message);
    const [singular, plural] = forms;
    return singular === undefined || plural === undefined ? [] : [{ one: singular, other: plural }];
  });

/** The Chinese texts by English key. */
export const bundle = readTexts('l10n/bundle.l10n.zh-cn.json');
export const manifestTexts = readTexts('package.nls.json');
export const manifestTextsInChinese = readTexts('package.nls.zh-cn.json');

/** Messages in the log, which is only in English. */
const logTexts = nodes
  .filter((node) => ts.isCallExpression(node))
  .filter(({ expression }) => isLog(expression))
  .map((node) => [formatLocation(node), getLiteralText(node.arguments[0] ?? node)] as const);

/** All English texts that a user sees, with their locations. */
export const englishTexts: readonly (readonly [place: string, text: string])[] = [
  ...l10nCalls.map(({ node, message = '' }) => [formatLocation(node), message] as const),
  ...Object.entries(manifestTexts),
  ...logTexts.map(([place, text]) => [place, text.replaceAll(/\s+/g, ' ').trim()] as const),
];

/** All Chinese texts of the UI, by key. */
export const chineseTexts: readonly (readonly [key: string, text: string])[] = [
  ...Object.entries(bundle),
  ...Object.entries(manifestTextsInChinese),
];

/** The node and all its descendants. */
export function listNodes(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...listNodes(child));
  });
  return nodes;
}

/** Whether the node is `l10n.t` or `vscode.l10n.t`. */
export function isTranslateCall(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 't' &&
    getName(node.expression) === 'l10n'
  );
}

/** Whether the node is `log.warn` or similar, for any `log`. */
function isLog(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    /^(?:trace|debug|info|warn|error)$/.test(node.name.text) &&
    getName(node.expression) === 'log'
  );
}

/**
 * The text of a string literal, or of a template without its expressions. Empty for other nodes.
 */
export function getLiteralText(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join('');
}

/** The last name of an expression such as `vscode.window.showErrorMessage`. */
export function getName(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

export function formatLocation(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName}:${line + 1} ${node.getText()}`;
}

/** The distinct placeholders of a text, sorted. */
export function listPlaceholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

function callOf(node: ts.CallExpression): L10nCall {
  const [first, ...rest] = node.arguments;
  if (!first || !ts.isObjectLiteralExpression(first)) {
    const message = textOf(first);
    return { node, message, key: message ?? '', values: rest.length };
  }
  const message = textOf(propertyOf(first, 'message'));
  const args = elementsOf(propertyOf(first, 'args'));
  const comments = elementsOf(propertyOf(first, 'comment')).map((each) => textOf(each) ?? '');
  // VS Code builds the key like this.
  const key = [message, comments.join('')].filter(Boolean).join('/');
  return { node, message, key, values: args.length };
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return node.properties
    .filter((property) => ts.isPropertyAssignment(property))
    .find((property) => getName(property.name) === name)?.initializer;
}

function elementsOf(node: ts.Node | undefined): readonly ts.Node[] {
  return node && ts.isArrayLiteralExpression(node) ? node.elements : [];
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteral(node) ? node.text : undefined;
}

function readTexts(path: string): Record<string, string> {
  const schema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));
  return v.parse(schema, readFileSync(path, 'utf8'));
}
