import type { DocumentLanguage, ReferencedImage, TextEdit } from './language.ts';
import { encodePath } from './text/encodePath.ts';

/**
 * Whether a text mentions a file: in an image reference, or anywhere by its name. What a framework does with paths
 * does not matter, so that the folder is ignored.
 * @param name of the file, with its extension
 */
export function mentionsFile(
  text: string,
  name: string,
  language: DocumentLanguage | undefined,
): boolean {
  if (listEncodings(name).some((form) => containsName(text, form, /[^]?/))) return true;
  const stem = name.replace(/\.[^.]*$/, '');
  // Without its extension, a name can be a word of the text. Resources are `R.drawable.fox`, `@drawable/fox`, `"fox"`.
  if (stem !== '' && containsName(text, stem, /[/."'{(]/)) return true;
  const references = language?.findReferences(text) ?? [];
  return references.some(({ path }) => path.value.split(/[/\\]/).at(-1) === name);
}

function listEncodings(name: string): string[] {
  return [...new Set([name, encodePath(name), encodeURI(name)])];
}

/** Whether a text contains a whole name after a character of this kind. */
function containsName(text: string, name: string, before: RegExp): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const previous = text.slice(Math.max(0, at - 1), at);
    const next = text.slice(at + name.length, at + name.length + 1);
    if (before.test(previous) && !isNamePart(previous) && !isNamePart(next)) return true;
  }
  return false;
}

function isNamePart(character: string): boolean {
  return /^[\p{L}\p{N}_\-]$/u.test(character);
}

/** The edits that make the references to one path refer to `image`. */
export function replacePath(
  text: string,
  oldPath: string,
  image: ReferencedImage,
  language: DocumentLanguage,
  eol: '\n' | '\r\n',
): TextEdit[] {
  const context = { placement: 'cursor', eol, isAfterPrompt: false, isCodeCell: false } as const;
  const references = language.findReferences(text).filter(({ path }) => path.value === oldPath);
  if (references.length > 0) {
    // Only the language knows how it encodes a path, and replaces the one that it is asked to insert over.
    return references.flatMap(({ path: { start, end } }) => [
      ...language.insert(text, { start, end }, [image], context).edits,
    ]);
  }
  const start = text.indexOf(oldPath);
  return start < 0 ? [] : [{ start, end: start + oldPath.length, text: image.path, alts: [] }];
}
