import { Parser, type ParserOptions } from 'htmlparser2';
import { maxTags } from '../../untrusted/limits.ts';
import { normalizeSpaces, reflow } from '../text/reflow.ts';

const inlineElements = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Elements whose end tag HTML lets authors omit. */
const optionalEndTags = new Set(
  'html head body p li dt dd rt rp option optgroup tr td th thead tbody tfoot caption colgroup'.split(
    ' ',
  ),
);
const codeElements = new Set(['script', 'style']);

/**
 * The text of HTML, one line for each block; an image is its alt text.
 * Undefined if the tags do not pair up, as in a selection that cuts through an element, if there are too many, or if there is code.
 */
export function extractHtmlText(html: string): string | undefined {
  return extractText(html, {});
}

/** As `extractHtmlText`, for XML, where no element is void and no end tag can be omitted. */
export function extractXmlText(xml: string): string | undefined {
  return isElement(xml) ? extractText(xml, { xmlMode: true, lowerCaseTags: true }) : undefined;
}

/** As `extractHtmlText`, for markup in code: only for whole elements, and only if no text is computed. */
export function extractElementText(code: string): string | undefined {
  if (!isElement(code)) return undefined;
  // In JSX, `{' '}` is a space.
  const html = code.replace(/\{\s*(['"])\s+\1\s*\}/g, ' ');
  const text = extractText(html, { lowerCaseTags: false });
  return text === undefined || /[{}]/.test(text) ? undefined : text;
}

function countTags(html: string): number {
  return html.split('<').length - 1;
}

/** The text of HTML that may be a part of a document, one line for each block. Code is left out. */
export function stripTags(html: string): string {
  const reader = new TextReader({});
  reader.end(html);
  return toProse(reader.text);
}

function isElement(code: string): boolean {
  return /^<[a-z][^]*>$/i.test(code);
}

function extractText(html: string, options: ParserOptions): string | undefined {
  if (countTags(html) > maxTags) return undefined;
  const expressions: string[] = [];
  const reader = new TextReader(options);
  reader.end(
    html.replace(expressionPattern, (expression) => `\ue000${expressions.push(expression)}\ue001`),
  );
  if (!reader.isBalanced || reader.hasCode) return undefined;
  return toProse(
    reader.text.replace(
      /\ue000(\d+)\ue001/g,
      (whole, number) => expressions[Number(number) - 1] ?? whole,
    ),
  );
}

const nested = (content: string) => `\\{(?:${content})*\\}`;
const nestedThrice = (character: string) =>
  nested(`${character}|${nested(`${character}|${nested(character)}`)}`);
/**
 * Braces of templates and JSX, three deep at most: `>` in them does not end a tag. Those with elements in them
 * are left alone, so that the elements are read, unless they are the value of an attribute.
 */
const expressionPattern = new RegExp(
  `(?<==)${nestedThrice('[^{}]')}|${nestedThrice('[^{}<]')}`,
  'g',
);

function toProse(text: string): string {
  return reflow(normalizeSpaces(text)).trim();
}

/** Collects the text of HTML, and checks whether each element has both of its tags. */
class TextReader extends Parser {
  text = '';
  isBalanced = true;
  hasCode = false;
  #codeDepth = 0;
  #isSelfClosing = false;
  #closedElements = 0;

  constructor(options: ParserOptions) {
    super(
      {
        onopentag: (name, attributes) => {
          if (codeElements.has(name)) {
            this.hasCode = true;
            this.#codeDepth++;
          }
          if (name === 'img') this.text += attributes['alt'] ?? '';
          else this.#addBreak(name);
        },
        onclosetag: (name, isImplied) => {
          this.#closedElements++;
          if (codeElements.has(name)) this.#codeDepth--;
          const isClosed = !isImplied || this.#isSelfClosing || this.isVoidElement(name);
          const canStayOpen = options.xmlMode !== true && optionalEndTags.has(name);
          if (!isClosed && !canStayOpen) this.isBalanced = false;
          this.#addBreak(name);
        },
        ontext: (data) => {
          if (this.#codeDepth === 0) this.text += data;
        },
        oncomment: (data) => {
          // HTML parsers read a processing instruction such as `<?php` as a comment.
          if (/^\?(?!xml)/.test(data)) this.hasCode = true;
        },
        onprocessinginstruction: (name) => {
          if (!/^[!?](?:doctype|xml)/i.test(name)) this.hasCode = true;
        },
      },
      { recognizeSelfClosing: true, recognizeCDATA: true, ...options },
    );
  }

  override onclosetag(start: number, end: number): void {
    const before = this.#closedElements;
    super.onclosetag(start, end);
    if (this.#closedElements === before) this.isBalanced = false;
  }

  override onselfclosingtag(end: number): void {
    this.#isSelfClosing = true;
    super.onselfclosingtag(end);
    this.#isSelfClosing = false;
  }

  #addBreak(name: string): void {
    if (!inlineElements.has(name)) this.text += '\n\n';
  }
}
