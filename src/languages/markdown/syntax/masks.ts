import type { TextRange } from '../../language.ts';
import { readLines } from './documentLines.ts';
import { findJsx } from './jsxSyntax.ts';

/** Syntax in Markdown that its parser does not know. */
export type MaskKind =
  /** Of Liquid, Hugo, Jinja, and the like. */
  | 'template'
  /** A line that starts or ends a container, such as `:::`. */
  | 'directive'
  | 'comment'
  /** Of JSX. */
  | 'tag'
  | 'expression';

/** Such syntax in a document. */
export interface Mask extends TextRange {
  readonly kind: MaskKind;
  /** Whether it is alone on its lines. */
  readonly isBlock: boolean;
}

/** A document in which that syntax is blank, or letters inside of a paragraph. Offsets stay the same. */
export interface MaskedDocument {
  readonly text: string;
  /** In order. They do not overlap. */
  readonly masks: readonly Mask[];
}

/** Tags of template languages, on several lines only without a blank one between them. */
const templateTag =
  /\{\{(?:[^{}`\n]|\n(?!\s*\n)|\}(?!\})){0,2000}\}\}|\{%(?:[^%{`\n]|\n(?!\s*\n)|%(?!\})){0,2000}%\}|%%[^%`\n]{1,2000}%%/g;
const directiveLine = /^[\s>]*:{2,}[^:\s].*$|^[\s>]*:{3,}(?:\s.*)?$/;
/** `!!! note` and the like, whose content is indented by four spaces. */
const admonition = /^( *)(?:!!!|\?\?\?\+?|===[!+]?) +["\w]/;

/** The definition of a term, which is an indented container too. */
const definition = /^ {0,3}[:~] {1,4}\S/;

/** Whether a line can be a term or the definition before another one: tables have captions instead. */
function canHaveDefinition(line: string): boolean {
  return line !== '' && !/^\s*[|+#>]/.test(line);
}

/** Blocks whose content is code, which the segments of the document are about. */
const codeTag = /^\{[{%][-<%]?\/?(?:end)?(?:comment|highlight|codeblock|mermaid)/;

/** Replaces what the parser of Markdown does not know. */
export function maskDocument(text: string, isMdx: boolean): MaskedDocument {
  const found = isMdx ? findJsx(text) : findTemplateTags(text);
  const masks: Mask[] = found.map((each) => ({ ...each, isBlock: isAlone(text, each) }));
  const containers: Mask[] = [];
  const parts: string[] = [];
  let previous = '';
  let next = 0;
  let end = 0;
  for (const line of readLines(text)) {
    parts.push(text.slice(end, line.start));
    end = line.end;
    let content = '';
    let offset = line.start;
    for (let mask = masks[next]; mask !== undefined && mask.start < line.end; mask = masks[next]) {
      const from = Math.max(mask.start, line.start);
      const to = Math.min(mask.end, line.end);
      content += text.slice(offset, from) + (mask.isBlock ? ' ' : 'x').repeat(to - from);
      offset = to;
      if (mask.end > line.end) break;
      next++;
    }
    content += text.slice(offset, line.end);
    if (directiveLine.test(content)) {
      containers.push({ kind: 'directive', isBlock: true, ...trimLine(line.text, line.start) });
      content = content.replace(/[^\s>]/g, ' ');
    } else if (admonition.test(content)) content = maskAdmonition(content);
    else if (definition.test(content) && canHaveDefinition(previous)) {
      content = content.replace(/[:~]/, '-');
    }
    if (content.trim() !== '') previous = content;
    parts.push(content);
  }
  return {
    text: parts.join(''),
    masks: [...masks, ...containers].toSorted((a, b) => a.start - b.start),
  };
}

/** Lists are indented containers too, and the parser knows them. */
function maskAdmonition(line: string): string {
  const indentation = /^ */.exec(line)?.[0] ?? '';
  return `${indentation}-   `.padEnd(line.length, 'x');
}

function findTemplateTags(text: string): Omit<Mask, 'isBlock'>[] {
  const tags = [...text.matchAll(templateTag)].filter(
    ({ 0: tag }) => !codeTag.test(tag.replace(/\s/g, '')),
  );
  return tags.map(({ 0: tag, index }) => ({
    kind: /^(?:%%|\{\{\/\*)/.test(tag) ? 'comment' : 'template',
    start: index,
    end: index + tag.length,
  }));
}

/** Whether only white space, quote markers, and other tags are on the lines of a range. */
function isAlone(text: string, { start, end }: TextRange): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  // A longer line has text on it.
  if (start - lineStart > 1000 || lineEnd - end > 1000) return false;
  const rest = `${text.slice(lineStart, start)} ${text.slice(end, lineEnd)}`;
  return /^[\s>]*$/.test(rest.replace(/\{\{[^{}]*\}\}|\{%[^%]*%\}|<[^<>]*>/g, ''));
}

function trimLine(line: string, start: number): TextRange {
  const lead = /^[\s>]*/.exec(line)?.[0].length ?? 0;
  return { start: start + lead, end: start + line.trimEnd().length };
}
