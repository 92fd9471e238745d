import { extractInlineText } from './markdownInline.ts';
import { reflow } from './reflow.ts';

const fence = /^\s*(`{3,}(?=[^`]*$)|~{3,})/;
const thematicBreak = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+|-{2,})$/;
const quoteMarker = /^\s*>\s?/;
const listMarker = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i;
const headingMarker = /^\s*#{1,6}\s+/;
const footnoteMarker = /^\s*\[\^[^\]\s]+\]:\s*/;
const linkDefinition = /^\s*\[[^\]]+\]:\s+\S/;
const calloutMarker = /^\s*\[!\w+\]\s*/;
const tableRow = /^\s*\|.*\|\s*$/;
const tableDelimiterRow = /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/;

/** The words of Markdown as they would be read aloud: one line for each paragraph, heading, list item and table row. */
export function extractMarkdownText(text: string): string {
  const paragraphs: string[] = [];
  let openLines: string[] = [];
  let fenceMarker: string | undefined;

  const closeParagraph = () => {
    paragraphs.push(extractInlineText(reflow(openLines.join('\n'))));
    openLines = [];
  };

  for (const rawLine of text.split('\n')) {
    if (fenceMarker !== undefined) {
      // What is in a fence is meant literally.
      if (closesFence(rawLine, fenceMarker)) fenceMarker = undefined;
      else paragraphs.push(rawLine);
      continue;
    }
    const { line, startsBlock } = stripContainers(rawLine);
    fenceMarker = fence.exec(line)?.[1];
    if (startsBlock || fenceMarker !== undefined || isSeparator(line)) closeParagraph();
    if (fenceMarker !== undefined || isSeparator(line)) continue;

    if (headingMarker.test(line)) {
      openLines = [line.replace(headingMarker, '').replace(/\s+#+\s*$/, '')];
      closeParagraph();
    } else if (tableRow.test(line)) {
      closeParagraph();
      openLines = [splitCells(line).join(', ')];
      closeParagraph();
    } else {
      const hasHardBreak = /(?: {2,}|\\)$/.test(line);
      openLines.push(hasHardBreak ? line.replace(/\\$/, '') : line);
      if (hasHardBreak) closeParagraph();
    }
  }
  closeParagraph();
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n')
    .trim();
}

function closesFence(line: string, fenceMarker: string): boolean {
  const marker = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return marker?.startsWith(fenceMarker) === true;
}

/** The line without the marks of the quotes, lists and notes that it is in. */
function stripContainers(rawLine: string): { line: string; startsBlock: boolean } {
  let line = rawLine;
  let startsBlock = false;
  for (;;) {
    if (quoteMarker.test(line)) {
      line = line.replace(quoteMarker, '').replace(calloutMarker, '');
      continue;
    }
    const marker = [listMarker, footnoteMarker].find((candidate) => candidate.test(line));
    if (marker === undefined || thematicBreak.test(line)) return { line, startsBlock };
    line = line.replace(marker, '');
    startsBlock = true;
  }
}

/** Lines that separate, and are not read. */
function isSeparator(line: string): boolean {
  return (
    line.trim() === '' ||
    thematicBreak.test(line) ||
    tableDelimiterRow.test(line) ||
    linkDefinition.test(line)
  );
}

function splitCells(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}
