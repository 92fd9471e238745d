import { extractHtmlText } from '../../html/htmlText.ts';
import type {
  DocumentLanguage,
  ImageReference,
  Insertion,
  InsertionContext,
  TextEdit,
  TextRange,
} from '../../language.ts';
import { addEdits, insertAt } from '../../scripts/draft.ts';
import { collectNames } from '../../scripts/identifiers.ts';
import { ImageWriter, type ImageSyntax } from '../../scripts/imageWriter.ts';
import {
  importsImages,
  ImportPlan,
  readImports,
  type ImportStatement,
} from '../../scripts/imports.ts';
import { detectQuote } from '../../scripts/literals.ts';
import { parseScript } from '../../scripts/parseScript.ts';
import { shiftInsertion } from '../../text/edits.ts';
import { findReferencesInScript } from '../createScriptLanguage.ts';
import { addElementReferences } from '../elementReferences.ts';
import { insertIntoScript } from '../insertIntoScript.ts';
import { findStyleLanguage } from './styleLanguage.ts';
import { insertIntoMarkup } from './insertIntoMarkup.ts';
import type { EmbeddedBlock, MarkupDocument } from './markupDocument.ts';

interface MarkupLanguage {
  readonly ids: readonly string[];
  readonly extensions: readonly string[];
  readonly parse: (text: string) => MarkupDocument;
  readonly readSyntax: (
    imports: readonly ImportStatement[],
  ) => Omit<ImageSyntax, 'isComponent' | 'importsRelative'>;
  /** A new script with imports, and what separates it from the markup. */
  readonly writeScript: (imports: string, eol: string, text: string) => string;
}

/** Creates a language whose documents are markup with scripts. */
export function createMarkupLanguage({
  ids,
  extensions,
  parse,
  readSyntax,
  writeScript,
}: MarkupLanguage): DocumentLanguage {
  return {
    ids,
    extensions,
    readPrompt: extractHtmlText,
    insert: (text, range, images, context) => {
      const document = parse(text);
      const block = document.blocks.find(({ content }) => isInside(content, range));
      if (block?.kind === 'style') {
        const inner = toInner(range, block);
        const content = text.slice(block.content.start, block.content.end);
        const style = findStyleLanguage(block.lang);
        const paths = images.map((each) => ({ ...each, form: 'path' as const }));
        return shiftInsertion(style.insert(content, inner, paths, context), block.content.start);
      }
      const owner = block ?? document.blocks.find(({ isInstance }) => isInstance);
      const script = parseScript(readContent(text, owner), 'ts');
      const names = new Set([...collectNames(script), ...listWords(document)]);
      const imports = new ImportPlan(script, names);
      const statements = readImports(script);
      const syntax = {
        ...readSyntax(statements),
        isComponent: true,
        importsRelative: importsImages(statements),
      };
      const writer = new ImageWriter(images, context, syntax, imports, detectQuote(script));
      const insertion = block
        ? shiftInsertion(
            insertIntoScript(script, toInner(range, block), withoutJsx(writer)),
            block.content.start,
          )
        : insertIntoMarkup(document, range, writer);
      return addEdits(insertion, createImportEdits(text, owner, imports, context));
    },
    findReferences: (text) => findMarkupReferences(parse(text)),
  };

  function createImportEdits(
    text: string,
    owner: EmbeddedBlock | undefined,
    imports: ImportPlan,
    context: InsertionContext,
  ): readonly TextEdit[] {
    if (owner) {
      const insertion: Insertion = { edits: imports.createEdits(context), notes: [] };
      return shiftInsertion(insertion, owner.content.start).edits;
    }
    const { statements } = imports;
    if (statements.length === 0) return [];
    const { eol } = context;
    return [insertAt(0, writeScript(statements.join(eol), eol, text))];
  }
}

/** In a script of a document, functions return values. */
function withoutJsx(writer: ImageWriter): ImageWriter {
  const syntax = { ...writer.syntax, hasJsx: false };
  return new ImageWriter(writer.images, writer.context, syntax, writer.imports, writer.quote);
}

function isInside(content: TextRange, range: TextRange): boolean {
  return content.start <= range.start && range.end <= content.end;
}

function toInner({ start, end }: TextRange, { content }: EmbeddedBlock): TextRange {
  return { start: start - content.start, end: end - content.start };
}

function readContent(text: string, block: EmbeddedBlock | undefined): string {
  return block ? text.slice(block.content.start, block.content.end) : '';
}

/** The words in code outside of the script, which may be names. */
function* listWords({ text, masked, blocks }: MarkupDocument): Generator<string> {
  const scripts = blocks.filter(({ kind }) => kind === 'script').map(({ content }) => content);
  for (const { start, end } of [...masked.expressions, ...scripts]) {
    for (const [word] of text.slice(start, end).matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) {
      yield word;
    }
  }
}

/** The references to images in a document, in its order. */
function findMarkupReferences({
  text,
  tree,
  blocks,
  masked,
}: MarkupDocument): readonly ImageReference[] {
  const embedded = blocks.flatMap((block) => {
    const content = readContent(text, block);
    const references =
      block.kind === 'style'
        ? findStyleLanguage(block.lang).findReferences(content)
        : findReferencesInScript(parseScript(content, 'ts'), true);
    return references.map((each) => shiftReference(each, block.content.start));
  });
  // Those of Astro contain elements.
  const inExpressions = masked.expressions.flatMap(({ start, end }) => {
    const script = parseScript(`<>${text.slice(start, end)}</>`, 'tsx');
    return findReferencesInScript(script, true).map((each) =>
      shiftReference(each, start - '<>'.length),
    );
  });
  return addElementReferences([...embedded, ...inExpressions], { text, tree });
}

function shiftReference({ path, alt, ...range }: ImageReference, offset: number): ImageReference {
  const shift = <T extends TextRange>(each: T): T => ({
    ...each,
    start: each.start + offset,
    end: each.end + offset,
  });
  return { ...shift(range), path: shift(path), ...(alt && { alt: shift(alt) }) };
}
