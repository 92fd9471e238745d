import { encodePath } from '../../text/encodePath.ts';

/** Escapes an alt text between quotation marks. No markup, replacement or macro is left in it. */
export function escapeAsciidocAlt(text: string): string {
  return text.replace(
    /[^\P{ASCII}\w ,.;:!?/-]|_|\.(?=\.)|-(?=-)|:(?=\/\/|\w)/gu,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** Encodes the target of an image: without what is markup in a line. */
export function encodeAsciidocPath(path: string): string {
  return encodePath(path).replace(
    /[~+]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|-(?=-)|\.(?=\.\.)/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
