import { toCharacterReference } from '../text/characterReference.ts';

/** `[` begins code of Thymeleaf, FreeMarker and Template Toolkit. */
const codeInHtml = /[&"`<>{}$@[#]|(?<=\()\(|(?<=\))\)/g;

/** Escapes a quoted attribute in HTML, in what is like it, and in JSX, where character references mean the same. */
export function escapeAttribute(text: string): string {
  return text.replace(codeInHtml, toCharacterReference);
}
