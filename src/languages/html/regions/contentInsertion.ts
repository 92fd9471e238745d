import type {
  Insertion,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
  TextRange,
} from '../../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { insertPaths } from '../code/codeInsertion.ts';
import { getContentRule, type ContentRule } from './contentRule.ts';
import { encodePaths, getElementEnd, type HtmlDocument } from './document.ts';
import { inlineElements, paragraphElements } from './elements.ts';
import { getNewIndentation } from './indentation.ts';
import { countTokens, findContainer, listAncestors, type MarkupElement } from './markup.ts';
import { writeReference } from './writeReference.ts';

type ReferenceRule = Exclude<ContentRule, { kind: 'path' | 'moved' }>;

/** Maximum number of moves, such as from a list in the head of a page to its body. */
const maxMoves = 8;

/** Inserts images between two tags, or into text. */
export function insertIntoContent(
  document: HtmlDocument,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
  notes: readonly InsertionNote[] = [],
): Insertion {
  let place = moveBehindAlternatives(document, moveOutOfCharacter(document.text, range));
  let allNotes = notes;
  let container = findContainer(document.tokens, place.start);
  let rule = getContentRule(document, container, place.start);
  for (let moves = 0; rule.kind === 'moved' && moves < maxMoves; moves++) {
    place = { start: rule.offset, end: rule.offset };
    allNotes = ['moved'];
    container = findContainer(document.tokens, place.start);
    rule = getContentRule(document, container, place.start);
  }
  if (rule.kind === 'path' || rule.kind === 'moved')
    return insertPaths(document.text, range, encodePaths(document, images), 'pathOnly');
  return new ContentInsertion(document, container, rule, images, context, allNotes).insert(place);
}

/** How far a character reference reaches: the longest name has 31 letters. */
const maxReferenceLength = 34;

/** A cursor inside of a character reference such as `&amp;` goes after it. */
function moveOutOfCharacter(text: string, range: TextRange): TextRange {
  const { start, end } = range;
  if (start !== end) return range;
  const open = text.slice(Math.max(0, start - maxReferenceLength), start).lastIndexOf('&');
  if (open === -1) return range;
  const first = Math.max(0, start - maxReferenceLength) + open;
  const reference = /^&#?\w+;/.exec(text.slice(first, first + maxReferenceLength))?.[0];
  const after = first + (reference?.length ?? 0);
  return after > start ? { start: after, end: after } : range;
}

/** Nothing can be between an element with a condition of Vue and the alternatives that follow it. */
function moveBehindAlternatives(document: HtmlDocument, range: TextRange): TextRange {
  const { text, tokens, dialect } = document;
  if (!dialect.hasComponentBlocks || range.start !== range.end) return range;
  let place = range.start;
  for (const { start, element } of tokens) {
    if (start < place || element === undefined) continue;
    const isAlternative = element.attributes.some(({ name }) => /^v-else(?:-if)?$/.test(name));
    if (!isAlternative || text.slice(place, start).trim() !== '') break;
    place = getElementEnd(element);
  }
  return { start: place, end: place };
}

class ContentInsertion {
  readonly document: HtmlDocument;
  readonly container: MarkupElement | undefined;
  readonly rule: ReferenceRule;
  readonly images: readonly ReferencedImage[];
  readonly context: InsertionContext;
  readonly notes: readonly InsertionNote[];

  constructor(
    document: HtmlDocument,
    container: MarkupElement | undefined,
    rule: ReferenceRule,
    images: readonly ReferencedImage[],
    context: InsertionContext,
    notes: readonly InsertionNote[],
  ) {
    this.document = document;
    this.container = container;
    this.rule = rule;
    this.images = images;
    this.context = context;
    this.notes = notes;
  }

  insert(range: TextRange): Insertion {
    const { text } = this.document;
    const { placement, isAfterPrompt } = this.context;
    const line = getLine(text, range.start);
    const lastLine = getLine(text, range.end);
    const before = text.slice(line.start, range.start);
    const after = text.slice(range.end, lastLine.end);
    const isPreformatted = this.#isIn('pre');
    if (!isPreformatted && before.trim() === '' && after.trim() === '')
      return this.#insertAsLines({ start: line.start, end: lastLine.end }, before + after);
    const directive = this.document.code.find(
      ({ kind, start, end }) => kind === 'directive' && start >= line.start && end <= lastLine.end,
    );
    if (directive !== undefined)
      return range.end <= directive.start
        ? this.#insertAboveLine(line.start)
        : this.#insertBelowLine(lastLine.end);
    if (range.start !== range.end || placement === 'cursor') return this.#insertInline(range);

    if (this.rule.item === undefined && before.trim() !== '') {
      const isBelow = placement === 'below' || isAfterPrompt;
      const paragraph = this.#findParagraph();
      if (paragraph?.closeTag && (isBelow || this.#isAtEnd(paragraph, range.start)))
        return this.#insertBelowElement(paragraph, paragraph.closeTag);
      if (isBelow) return this.#insertAfterText(this.#findTextEnd(range.start));
    }
    if (isPreformatted) return this.#insertInline(range);
    if (after.trim() === '') return this.#insertBelowLine(line.end);
    if (before.trim() === '') return this.#insertAboveLine(line.start);
    return this.#insertInline(range);
  }

  #insertAsLines(lines: TextRange, space: string): Insertion {
    const indentation =
      space.trim() === '' && space !== ''
        ? space
        : getNewIndentation(this.document, this.container, lines.start);
    return this.#replace(lines, concatenate(indentation, this.#write(indentation)));
  }

  /** On a line of its own below a line. */
  #insertBelowLine(
    end: number,
    indentation = getNewIndentation(this.document, this.container, end),
  ): Insertion {
    const written = this.#write(indentation);
    return this.#replace({ start: end, end }, concatenate(this.context.eol + indentation, written));
  }

  #insertAboveLine(start: number): Insertion {
    const { text } = this.document;
    const line = getLine(text, start);
    const isBeforeEnd = this.container?.closeTag?.start === start + getIndentation(line).length;
    const indentation = isBeforeEnd
      ? getNewIndentation(this.document, this.container, start)
      : getIndentation(line);
    const written = this.#write(indentation);
    return this.#replace(
      { start, end: start },
      concatenate(indentation, written, this.context.eol),
    );
  }

  #insertInline(range: TextRange): Insertion {
    const { markup } = this.document;
    const isItem = this.rule.item !== undefined;
    const needsBefore =
      !isItem && proseEnd.test(markup.slice(Math.max(0, range.start - 2), range.start));
    const needsAfter = !isItem && proseStart.test(markup.slice(range.end, range.end + 2));
    const written = join(this.#writeAll(''), isItem ? '' : ' ');
    return this.#replace(
      range,
      concatenate(needsBefore ? ' ' : '', this.#group(written), needsAfter ? ' ' : ''),
    );
  }

  /** Next to a paragraph that has ended. */
  #insertBelowElement(element: MarkupElement, closeTag: TextRange): Insertion {
    const { text } = this.document;
    const after = moveBehindAlternatives(this.document, { start: closeTag.end, end: closeTag.end });
    const line = getLine(text, after.end);
    if (text.slice(after.end, line.end).trim() !== '') return this.#insertInline(after);
    const first = getLine(text, element.openTag.start);
    const isFirst = text.slice(first.start, element.openTag.start).trim() === '';
    const indentation = isFirst
      ? getIndentation(first)
      : getNewIndentation(this.document, element.parent, line.end);
    return this.#insertBelowLine(line.end, indentation);
  }

  #insertAfterText(end: number): Insertion {
    const { text } = this.document;
    const line = getLine(text, end);
    const isLast = text.slice(end, line.end).trim() === '' && !this.#isIn('pre');
    const container = findContainer(this.document.tokens, end);
    return isLast
      ? this.#insertBelowLine(line.end, getNewIndentation(this.document, container, line.end))
      : this.#insertInline({ start: end, end });
  }

  #findParagraph(): MarkupElement | undefined {
    for (const element of listAncestors(this.container)) {
      if (paragraphElements.has(element.name)) return element;
      if (!inlineElements.has(element.name)) return undefined;
    }
    return undefined;
  }

  /** Whether only end tags follow in a paragraph with text. */
  #isAtEnd({ content }: MarkupElement, offset: number): boolean {
    const { markup, tokens } = this.document;
    if (markup.slice(content.start, offset).trim() === '') return false;
    let end = offset;
    for (let index = countTokens(tokens, ({ start }) => start < offset); ; index++) {
      const token = tokens[index];
      const next = Math.min(token?.start ?? content.end, content.end);
      if (markup.slice(end, next).trim() !== '') return false;
      if (next === content.end) return true;
      if (token?.kind !== 'close') return false;
      end = token.end;
    }
  }

  /** Where the text at an offset ends: at the next block, at the end of its own, or at a blank line. */
  #findTextEnd(offset: number): number {
    const { markup, tokens } = this.document;
    const blankLine = /\n[^\S\n]*\n/g;
    blankLine.lastIndex = offset;
    let end = blankLine.exec(markup)?.index ?? markup.length;
    for (let index = countTokens(tokens, ({ start }) => start < offset); ; index++) {
      const token = tokens[index];
      if (token === undefined || token.start >= end) break;
      const element = token.kind === 'open' ? token.element : token.container;
      const isInline =
        token.kind === 'open'
          ? inlineElements.has(element?.name ?? '')
          : token.kind === 'close' && this.#endsInline(tokens, index);
      if (!isInline) end = token.start;
    }
    return offset + markup.slice(offset, end).trimEnd().length;
  }

  #endsInline(tokens: HtmlDocument['tokens'], index: number): boolean {
    const { start = 0, end = 0 } = tokens[index] ?? {};
    return inlineElements.has(
      this.document.markup
        .slice(start + 2, end - 1)
        .trim()
        .toLowerCase(),
    );
  }

  #isIn(name: string): boolean {
    return [...listAncestors(this.container)].some((element) => element.name === name);
  }

  #write(indentation: string): WrittenText {
    const isRow = this.rule.group !== undefined;
    const separator = isRow ? '' : this.context.eol + indentation;
    return this.#group(join(this.#writeAll(indentation), separator));
  }

  #writeAll(indentation: string): WrittenText[] {
    const [before, after] = this.rule.item ?? ['', ''];
    return this.images.map((image) =>
      concatenate(
        before,
        writeReference(this.document, this.rule.kind, image, this.context, indentation),
        after,
      ),
    );
  }

  #group(written: WrittenText): WrittenText {
    const [before, after] = this.rule.group ?? ['', ''];
    return concatenate(before, written, after);
  }

  #replace(range: TextRange, written: WrittenText): Insertion {
    return replaceRange(range, written, this.notes);
  }
}

/** Matches text that ends with a word or its punctuation, so that a space is needed. */
const proseEnd = /[\p{L}\p{N}.,;:!?。，；：！？…)\]”’]$/u;
const proseStart = /^[\p{L}\p{N}]/u;
