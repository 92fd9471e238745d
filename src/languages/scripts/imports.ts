import type { SyntaxNode } from '@lezer/common';
import type { InsertionContext, ReferencedImage, TextEdit, TextRange } from '../language.ts';
import { getIndentation, getLine, getNextLine, isBlank } from '../text/lines.ts';
import { toIdentifier } from './identifiers.ts';
import { decodeEscapes } from '../text/decodeEscapes.ts';
import { detectQuote, quoteString } from './literals.ts';
import type { Script } from './parseScript.ts';
import { isImagePath } from '../text/imagePath.ts';
import { toModulePath } from './paths.ts';

/** An `import` of a script. */
export interface ImportStatement extends TextRange {
  /** What is imported from, decoded. */
  readonly source: string;
  /** Its range without quotes. */
  readonly sourceRange: TextRange;
  /** The name of the default export, if it is imported as a value. */
  readonly defaultName?: string;
  /** The names of single exports, as they are called here. */
  readonly names: readonly string[];
}

/** The imports at the top level of a script. */
export function readImports({ text, tree }: Script): readonly ImportStatement[] {
  return tree.topNode.getChildren('ImportDeclaration').flatMap((node) => {
    const string = node.getChild('String');
    if (!string) return [];
    const sourceRange = { start: string.from + 1, end: string.to - 1 };
    const defaultName = node.getChild('VariableDefinition');
    const isType = node.getChild('type') !== null || node.getChild('Star') !== null;
    return {
      start: node.from,
      end: node.to,
      source: decodeEscapes(text.slice(sourceRange.start, sourceRange.end)),
      sourceRange,
      ...(defaultName && !isType && { defaultName: text.slice(defaultName.from, defaultName.to) }),
      names: (node.getChild('ImportGroup')?.getChildren('VariableDefinition') ?? []).map(
        ({ from, to }) => text.slice(from, to),
      ),
    };
  });
}

/** Whether a script imports images. */
export function importsImages(imports: readonly ImportStatement[]): boolean {
  return imports.some(
    ({ source, defaultName }) => defaultName !== undefined && isImagePath(source),
  );
}

/** Assigns names to the images that a script imports, and writes the missing imports. */
export class ImportPlan {
  readonly #script: Script;
  readonly #imports: readonly ImportStatement[];
  readonly #names: Set<string>;
  readonly #added = new Map<string, string>();

  /** @param names all names that are taken */
  constructor(script: Script, names: Set<string>) {
    this.#script = script;
    this.#imports = readImports(script);
    this.#names = names;
  }

  /** The name of an imported image. */
  nameOf({ path }: ReferencedImage): string {
    const source = toModulePath(path);
    const known =
      this.#imports.find((each) => each.source === source && each.defaultName !== undefined)
        ?.defaultName ?? this.#added.get(source);
    if (known !== undefined) return known;
    const name = toIdentifier(path, (each) => this.#names.has(each));
    this.#names.add(name);
    this.#added.set(source, name);
    return name;
  }

  /** An `import` of an image in the style of the script. */
  writeStatement(image: ReferencedImage): string {
    const name = this.nameOf(image);
    this.#added.delete(toModulePath(image.path));
    return this.#write(name, toModulePath(image.path));
  }

  /** The imports that are missing, one on each line. */
  get statements(): readonly string[] {
    return Array.from(this.#added, ([source, name]) => this.#write(name, source));
  }

  /** The edit that adds the missing imports, if there are any. */
  createEdits({ eol }: InsertionContext): readonly TextEdit[] {
    const { statements } = this;
    if (statements.length === 0) return [];
    const { text, tree } = this.#script;
    const last = this.#imports.at(-1);
    if (last) {
      const line = getLine(text, last.end);
      const isLast = /^\s*(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(text.slice(last.end, line.end));
      const position = isLast ? line.end : last.end;
      const indentation = getIndentation(getLine(text, last.start));
      const added = statements.map((each) => eol + indentation + each).join('');
      return [insertAt(position, isLast ? added : `${added}${eol}`)];
    }
    const position = findPrologueEnd(text, tree.topNode);
    const line = getLine(text, position);
    const indentation = getIndentation(getLine(text, tree.topNode.firstChild?.from ?? 0));
    const added = statements.map((each) => indentation + each).join(eol);
    // After a directive or a comment that is on the same line.
    if (position > line.start) return [insertAt(position, eol + added)];
    const separator = text.slice(position) === '' ? '' : isBlank(line) ? '' : eol;
    return [insertAt(position, added + eol + separator)];
  }

  #write(name: string, source: string): string {
    const last = this.#imports.at(-1);
    const { text } = this.#script;
    const quote = last
      ? text[last.sourceRange.start - 1] === '"'
        ? '"'
        : "'"
      : detectQuote(this.#script);
    return `import ${name} from ${quoteString(source, quote)}${this.#usesSemicolons ? ';' : ''}`;
  }

  get #usesSemicolons(): boolean {
    const { text, tree } = this.#script;
    const last = this.#imports.at(-1);
    return last ? text[last.end - 1] === ';' : usesSemicolons(text, tree.topNode);
  }
}

/** Whether the statements of a script end with semicolons. */
export function usesSemicolons(text: string, top: SyntaxNode): boolean {
  const statements = [
    ...top.getChildren('ExpressionStatement'),
    ...top.getChildren('VariableDeclaration'),
    ...top
      .getChildren('ExportDeclaration')
      .flatMap((each) => each.getChildren('VariableDeclaration')),
  ];
  // A single line may be unfinished.
  if (!text.trim().includes('\n')) return true;
  if (text.includes(';')) {
    return statements.length === 0 || statements.some(({ to }) => text[to - 1] === ';');
  }
  const words = /^(?:return|const|let|var|await)\b/;
  return statements.length === 0 && !text.split('\n').some((line) => words.test(line.trim()));
}

/** Whether a range is between the imports, directives, and comments that a script begins with, but not in one. */
export function isBetweenImports({ tree }: Script, { start, end }: TextRange): boolean {
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (end <= node.from) return true;
    const isDirective = node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
    const isHead = /^(?:ImportDeclaration|Hashbang|LineComment|BlockComment)$/.test(node.name);
    if (!(isDirective || isHead) || start < node.to) return false;
    if (node.name === 'LineComment' && start === node.to) return false;
  }
  return true;
}

/** Where imports go in a script without any: after its first line, its directives, and its license. */
function findPrologueEnd(text: string, top: SyntaxNode): number {
  let position = 0;
  for (let node = top.firstChild; node; node = node.nextSibling) {
    const isComment = node.name === 'BlockComment' || node.name === 'LineComment';
    const line = getLine(text, node.to);
    const isDirective =
      node.name === 'Hashbang' ||
      (node.name === 'ExpressionStatement' && node.firstChild?.name === 'String');
    const isHeader = isComment && isBlank(getNextLine(text, line)) && line.end < text.length;
    if (isDirective || isHeader) position = line.end;
    else if (!isComment) break;
  }
  if (position > 0) return position;
  // A script in a document begins with the line break after its tag.
  return /^[^\S\n]*\r?\n/.exec(text)?.[0].length ?? 0;
}

function insertAt(position: number, text: string): TextEdit {
  return { start: position, end: position, text, alts: [] };
}
