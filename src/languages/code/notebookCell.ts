import type { Insertion, ReferencedImage, TextEdit } from '../language.ts';
import { altText, concatenate, replaceRange, type WrittenText } from '../text/edits.ts';
import { getLine, getNextLine, isBlank, type Line } from '../text/lines.ts';
import { at, type CodeInsertion } from './insert/codeLanguage.ts';
import { quotePython } from './quotePython.ts';
import type { CodeRegion } from './syntax/codeRegion.ts';

/** Wider images do not fit next to the cells of a notebook. */
const maxWidth = 800;

/** Inserts images into a code cell, which shows the value of its last expression. */
export function insertIntoCell(
  insertion: CodeInsertion,
  insertCode: (insertion: CodeInsertion) => Insertion,
): Insertion {
  const { region, images, language, context } = insertion;
  const { masked, cursor } = region;
  // A cell of another language, such as `%%html`
  if (/^\s*%%(?!time|capture|prun)/.test(masked)) {
    const paths = images.map(({ path }) => path).join(context.eol);
    return replaceRange(at(cursor), paths, ['pathInCode']);
  }
  if (context.template !== undefined) return insertCode(insertion);
  const isLast = masked.slice(cursor).trim() === '' && images.length === 1;
  const isInner = region.brackets.length > 0 || /^[ \t]/.test(getLine(masked, cursor).text);
  const name = findImportedName(masked);
  const calls: WrittenText[] = [];
  const result = insertCode({
    ...insertion,
    language: {
      ...language,
      showsStatements: true,
      writeStatement: (image) => {
        const call = writeCall(image, name ?? getOwnName(masked));
        calls.push(call);
        return isLast && !isInner ? call : concatenate('display(', call, ')');
      },
    },
  });
  if (calls.length === 0 || name !== undefined) return result;
  return addImport(result, region, context.eol);
}

function writeCall({ path, alt, width }: ReferencedImage, name: string): WrittenText {
  const size = width === undefined ? '' : `, width=${Math.min(width, maxWidth)}`;
  const text = altText(quotePython(alt).slice(1, -1));
  return concatenate(`${name}(filename=${quotePython(path)}, alt="`, text, `"${size})`);
}

/** The name of IPython's class in the cell. */
function findImportedName(masked: string): string | undefined {
  const imported =
    /^from\s+IPython\.(?:core\.)?display\s+import\s+([^\n]*(?:\n[^\n)]*){0,20})/m.exec(masked)?.[1];
  if (imported === undefined) return undefined;
  const names = imported.startsWith('(') ? imported : (imported.split('\n', 1)[0] ?? '');
  const alias = /\bImage\s+as\s+(\w+)/.exec(names)?.[1];
  if (alias !== undefined) return alias;
  return /\bImage\b|^\*/.test(names) ? 'Image' : undefined;
}

/** `Image` may be that of Pillow. */
function getOwnName(masked: string): string {
  return hasOtherImage(masked) ? 'DisplayImage' : 'Image';
}

function hasOtherImage(masked: string): boolean {
  return (
    masked
      .split('\n')
      .some((line) => /^\s*(?:from\s|import\s)/.test(line) && /\bImage\b/.test(line)) ||
    /^(?:class\s+)?Image\b\s*[=:(]/m.test(masked)
  );
}

function addImport({ edits, notes }: Insertion, region: CodeRegion, eol: string): Insertion {
  const { masked, text } = region;
  const name = hasOtherImage(masked) ? 'Image as DisplayImage' : 'Image';
  const known = /^from\s+IPython\.display\s+import\s+\(?/m.exec(masked);
  const position =
    known === null ? findImportPosition(text, masked) : known.index + known[0].length;
  const isFollowed =
    /^\s*(?:from|import)\s/.test(masked.slice(position)) || isBlank(getLine(masked, position));
  const gap = isFollowed ? '' : eol;
  const written = known === null ? `from IPython.display import ${name}${eol}${gap}` : `${name}, `;
  const [first, ...others] = edits;
  if (first === undefined) return { edits, notes };
  if (first.start <= position && first.end >= position && known === null) {
    // Both edits are at the same position.
    const merged = concatenate(written.trimEnd(), eol + eol, first);
    return {
      edits: [{ ...first, ...merged, start: first.start, end: first.end }, ...others],
      notes,
    };
  }
  const edit: TextEdit = { ...at(position), text: written, alts: [] };
  const all = [...edits, edit].toSorted((a, b) => a.start - b.start);
  return { edits: all, notes };
}

/** The first line after comments, magic commands, the docstring, and `__future__` imports. */
function findImportPosition(text: string, masked: string): number {
  let line: Line | undefined = getLine(masked, 0);
  while (line !== undefined) {
    const isFirst = /^\s*(?:$|[%!]|from\s+__future__)/.test(line.text);
    if (!isFirst) return line.start;
    line = getNextLine(masked, line);
  }
  return text.trim() === '' ? 0 : text.length;
}
