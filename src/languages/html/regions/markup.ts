import { QuoteType, Tokenizer } from 'htmlparser2';
import type { TextRange } from '../../language.ts';
import { getClosedByOpening, voidElements } from './elements.ts';

/** An attribute of a tag, from its name to the end of its value. */
export interface MarkupAttribute extends TextRange {
  readonly name: string;
  /** Without the quotes. Absent if the attribute has no value. */
  readonly value?: TextRange;
  readonly quote: '"' | "'" | '';
}

/** An element with its tags. */
export interface MarkupElement {
  /** In lower case, unless the language distinguishes components from elements by their case. */
  readonly name: string;
  readonly parent: MarkupElement | undefined;
  readonly openTag: TextRange;
  readonly attributes: readonly MarkupAttribute[];
  /** Empty for an element without content. */
  readonly content: TextRange;
  /** Absent if the element has no end tag. */
  readonly closeTag: TextRange | undefined;
}

/** A tag, comment, or declaration. Text is what is between them. */
export interface MarkupToken extends TextRange {
  readonly kind: 'open' | 'close' | 'comment' | 'declaration';
  /** The element of an opening tag. */
  readonly element: MarkupElement | undefined;
  /** The element that what follows the token is in. */
  readonly container: MarkupElement | undefined;
  readonly isUnclosed: boolean;
}

/** The dialect of a document. */
export interface MarkupOptions {
  /** Whether `<Select>` is a component, not `<select>`, and only `/>` or an end tag ends an element, as in Vue. */
  readonly hasComponents: boolean;
  readonly isXml: boolean;
  /** Matches the names of components in a language that also has elements. `/>` ends them. */
  readonly components?: RegExp;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Closes everything that an unfinished tag can leave open, so that its attributes are read. */
const endOfUnfinishedTag = '\'">';

/** Reads the tags of a document. Linear, and tolerant of every error. */
export function readMarkup(text: string, options: MarkupOptions): readonly MarkupToken[] {
  const tokens: MarkupToken[] = [];
  const stack: Draft<MarkupElement>[] = [];
  /** How many elements of each name are open, so that stray end tags are found without a search. */
  const openCounts = new Map<string, number>();
  let attributes: Draft<MarkupAttribute>[] = [];
  let openName: TextRange | undefined;
  let attributeName: TextRange | undefined;
  let value: Draft<TextRange> | undefined;

  const clamp = (offset: number) => Math.min(offset, text.length);
  const isInTag = () => openName !== undefined;
  /** The offset of the `<` before the position that a callback gets. */
  const findOpen = (start: number) => Math.max(0, text.lastIndexOf('<', start - 1));
  const isOpen = (name: string) => (openCounts.get(name) ?? 0) > 0;
  const isForeign = () => isOpen('svg') || isOpen('math');
  const isVoid = (name: string) => !options.isXml && voidElements.has(name);
  const readName = (start: number, end: number) => {
    const name = text.slice(start, end);
    return options.isXml || options.hasComponents ? name : name.toLowerCase();
  };
  const addToken = (
    kind: MarkupToken['kind'],
    start: number,
    end: number,
    element?: MarkupElement,
    isUnclosed = false,
  ) => {
    const container = stack.at(-1);
    tokens.push({ kind, start, end: clamp(end), element, container, isUnclosed });
  };
  const pop = (contentEnd: number, closeTag?: TextRange) => {
    const element = stack.pop();
    if (element === undefined) return;
    openCounts.set(element.name, (openCounts.get(element.name) ?? 1) - 1);
    element.content = { start: element.content.start, end: clamp(contentEnd) };
    element.closeTag = closeTag;
  };
  const addElement = (end: number, isSelfClosing: boolean) => {
    if (openName === undefined) return;
    const name = readName(openName.start, openName.end);
    const start = openName.start - 1;
    if (!options.isXml && !options.hasComponents) {
      const closed = getClosedByOpening(name);
      while (closed.has(stack.at(-1)?.name ?? '')) pop(start);
    }
    const element: Draft<MarkupElement> = {
      name,
      parent: stack.at(-1),
      openTag: { start, end: clamp(end) },
      attributes,
      content: { start: clamp(end), end: clamp(end) },
      closeTag: undefined,
    };
    if (!isSelfClosing && !isVoid(name)) {
      stack.push(element);
      openCounts.set(name, (openCounts.get(name) ?? 0) + 1);
    }
    addToken('open', start, end, element, end > text.length);
    openName = undefined;
    attributes = [];
  };

  const tokenizer = new Tokenizer(
    {
      decodeEntities: false,
      xmlMode: options.isXml,
      recognizeSelfClosing: options.isXml || options.hasComponents,
    },
    {
      onopentagname: (start, end) => {
        openName = { start, end };
        attributes = [];
      },
      onattribname: (start, end) => {
        attributeName = { start, end };
        value = undefined;
      },
      onattribdata: (start, end) => {
        if (value === undefined) value = { start: clamp(start), end: clamp(end) };
        else value.end = clamp(end);
      },
      onattribentity: () => undefined,
      onattribend: (quoteType, end) => {
        if (attributeName === undefined) return;
        const { start } = attributeName;
        const name = text.slice(start, attributeName.end);
        const quotes = { [QuoteType.Double]: '"', [QuoteType.Single]: "'" } as const;
        const quote =
          quoteType === QuoteType.Double || quoteType === QuoteType.Single ? quotes[quoteType] : '';
        const isPart = start < text.length;
        if (isPart && quoteType === QuoteType.NoValue)
          attributes.push({ name, start, end: clamp(attributeName.end), quote });
        else if (isPart && value !== undefined)
          attributes.push({ name, start, end: clamp(end), quote, value });
      },
      onopentagend: (end) => {
        addElement(end + 1, false);
      },
      onselfclosingtag: (end) => {
        const name = openName === undefined ? '' : text.slice(openName.start, openName.end);
        const isComponent = options.components?.test(name) ?? false;
        addElement(end + 1, options.isXml || options.hasComponents || isForeign() || isComponent);
      },
      onclosetag: (start, end) => {
        const name = readName(start, end).trim();
        const tagEnd = text.indexOf('>', end);
        const closeTag = { start: start - 2, end: tagEnd === -1 ? text.length : tagEnd + 1 };
        if (isOpen(name)) {
          while (stack.at(-1)?.name !== name) pop(closeTag.start);
          pop(closeTag.start, closeTag);
        }
        addToken('close', closeTag.start, closeTag.end, undefined, tagEnd === -1);
      },
      oncomment: (start, end) => {
        const open = findOpen(start);
        // HTML parsers read a processing instruction as a comment.
        const kind = text.startsWith('<?', open) ? 'declaration' : 'comment';
        addToken(kind, open, end + 1, undefined, end >= text.length);
      },
      oncdata: (start, end) => {
        addToken('comment', findOpen(start), end + 1);
      },
      ondeclaration: (start, end) => {
        addToken('declaration', findOpen(start), end + 1);
      },
      onprocessinginstruction: (start, end) => {
        addToken('declaration', findOpen(start), end + 2);
      },
      ontext: () => undefined,
      ontextentity: () => undefined,
      onend: () => undefined,
      isInForeignContext: isForeign,
    },
  );
  tokenizer.write(text);
  if (isInTag()) tokenizer.write(endOfUnfinishedTag);
  tokenizer.end();
  while (stack.length > 0) pop(text.length);
  return tokens;
}

/** The last token that starts before an offset, if it ends after it: the offset is inside of it. */
export function findTokenAround(
  tokens: readonly MarkupToken[],
  offset: number,
): MarkupToken | undefined {
  const token = tokens[countTokens(tokens, (each) => each.start < offset) - 1];
  const isInside = token !== undefined && (offset < token.end || token.isUnclosed);
  return isInside ? token : undefined;
}

/** The element that an offset between two tokens is in. */
export function findContainer(
  tokens: readonly MarkupToken[],
  offset: number,
): MarkupElement | undefined {
  return tokens[countTokens(tokens, (each) => each.end <= offset) - 1]?.container;
}

/** How many tokens at the start match, which those after them do not. */
export function countTokens(
  tokens: readonly MarkupToken[],
  matches: (token: MarkupToken) => boolean,
): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token !== undefined && matches(token)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An element and those that it is in, from the innermost one on. */
export function* listAncestors(element: MarkupElement | undefined): Generator<MarkupElement> {
  for (let each = element; each !== undefined; each = each.parent) yield each;
}
