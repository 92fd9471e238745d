import { execFileSync } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import * as v from 'valibot';
import { listNodes, sources } from '../support/strings.ts';

/** A regular expression in `src`. */
export interface SourcePattern {
  /** File and line, such as `src/prompt/html.ts:12`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const nodes = sources.flatMap(listNodes);

/** All regular expressions that are written as literals. */
export function listLiterals(): SourcePattern[] {
  return nodes
    .filter((node) => ts.isRegularExpressionLiteral(node))
    .map((node) => {
      const text = node.getText();
      const end = text.lastIndexOf('/');
      return { place: getPlace(node), source: text.slice(1, end), flags: text.slice(end + 1) };
    });
}

/** Where regular expressions are built at runtime. */
export function listBuildingPlaces(): string[] {
  return nodes
    .filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
    .filter(({ expression }) => ts.isIdentifier(expression) && expression.text === 'RegExp')
    .map(getPlace);
}

const recordSchema = v.array(
  v.object({ place: v.string(), source: v.string(), flags: v.string() }),
);

/** The regular expressions that these modules build. Recorded in another process, where they are loaded again. */
export function recordBuiltPatterns(places: readonly string[]): SourcePattern[] {
  const modules = [...new Set(places.map((place) => place.slice(0, place.lastIndexOf(':'))))];
  const recorder = join(import.meta.dirname, 'recordPatterns.ts');
  const output = execFileSync(process.execPath, [recorder, ...modules], { encoding: 'utf8' });
  return v
    .parse(recordSchema, JSON.parse(output))
    .map((each) => ({ ...each, place: toRelative(each.place) }))
    .filter(({ place }) => places.includes(place));
}

function getPlace(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName.split(sep).join('/')}:${line + 1}`;
}

function toRelative(place: string): string {
  return relative('.', place).split(sep).join('/');
}
