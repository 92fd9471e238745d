import { plainInline } from './markdownInline.ts';
import { reflow } from './reflow.ts';

const fence = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;
const ruler = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+|-{2,})$/;
const quoteMark = /^\s*>\s?/;
const listMark = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i;
const headingMark = /^\s*#{1,6}\s+/;
const footnoteMark = /^\s*\[\^[^\]\s]+\]:\s*/;
const linkDefinition = /^\s*\[[^\]]+\]:\s+\S/;
const calloutMark = /^\s*\[!\w+\]\s*/;
const tableRow = /^\s*\|.*\|\s*$/;
const tableRuler = /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/;

/** The words of Markdown as they would be read aloud: one line for each paragraph, heading, list item and table row. */
export function plainMarkdown(text: string): string {
  const paragraphs: string[] = [];
  let open: string[] = [];
  let fenceMark: string | undefined;

  const closeParagraph = () => {
    paragraphs.push(plainInline(reflow(open.join('\n'))));
    open = [];
  };

  for (const raw of text.split('\n')) {
    if (fenceMark !== undefined) {
      // What is in a fence is meant literally.
      if (closes(raw, fenceMark)) fenceMark = undefined;
      else paragraphs.push(raw);
      continue;
    }
    const { line, startsBlock } = readContainers(raw);
    fenceMark = fence.exec(line)?.[1];
    if (startsBlock || fenceMark !== undefined || isNothing(line)) closeParagraph();
    if (fenceMark !== undefined || isNothing(line)) continue;

    if (headingMark.test(line)) {
      open = [line.replace(headingMark, '').replace(/\s+#+\s*$/, '')];
      closeParagraph();
    } else if (tableRow.test(line)) {
      closeParagraph();
      open = [cellsOf(line).join(', ')];
      closeParagraph();
    } else {
      const brokenHard = /(?: {2,}|\\)$/.test(line);
      open.push(brokenHard ? line.replace(/\\$/, '') : line);
      if (brokenHard) closeParagraph();
    }
  }
  closeParagraph();
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n')
    .trim();
}

function closes(line: string, fenceMark: string): boolean {
  const mark = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return mark?.startsWith(fenceMark) === true;
}

/** The line without the marks of the quotes, lists and notes that it is in. */
function readContainers(raw: string): { line: string; startsBlock: boolean } {
  let line = raw;
  let startsBlock = false;
  for (;;) {
    if (quoteMark.test(line)) {
      line = line.replace(quoteMark, '').replace(calloutMark, '');
      continue;
    }
    const mark = [listMark, footnoteMark].find((each) => each.test(line));
    if (mark === undefined || ruler.test(line)) return { line, startsBlock };
    line = line.replace(mark, '');
    startsBlock = true;
  }
}

/** Lines that separate, and are not read. */
function isNothing(line: string): boolean {
  return (
    line.trim() === '' || ruler.test(line) || tableRuler.test(line) || linkDefinition.test(line)
  );
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}
