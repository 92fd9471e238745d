/** A selection of Markdown, preceded by what it needs from its document. */
export interface CompletedMarkdown {
  readonly source: string;
  /** Where the selection starts in `source`, as an offset in UTF-16 units. */
  readonly start: number;
  /** Labels of the links and images whose definitions were supplied. */
  readonly linkLabels: ReadonlySet<string>;
}

/** Full (`[text][label]`) and collapsed (`[label][]`) references. A shortcut (`[label]`) could be any text. */
const linkReference = /\]\[([^[\]\\\n]+)\]|\[([^[\]\\\n]+)\]\[\]/g;
const footnoteReference = /\[\^([^[\]\\\s]+)\]/g;
const definition = /\[([^[\]\\\n]+)\]:/g;
const tableRow = /^\|.*\|[^\S\n]*$/;
const delimiterRow = /^\|(?:\s*:?-+:?\s*\|)+\s*$/;

/**
 * Supplies what a selection needs to be read as in its document: definitions of its links and footnotes,
 * and the head of the table that it starts in.
 */
export function completeMarkdown(selection: string): CompletedMarkdown {
  const definedLabels = new Set(listLabels(selection, definition));
  const findUndefined = (reference: RegExp) =>
    new Set(listLabels(selection, reference).filter((label) => !definedLabels.has(label)));
  const footnoteLabels = findUndefined(footnoteReference);
  const linkLabels = findUndefined(linkReference);
  const definitions = [...[...footnoteLabels].map((label) => `^${label}`), ...linkLabels].map(
    (label) => `[${label}]: .\n\n`,
  );
  const supplement = definitions.join('') + createTableHead(selection.split('\n'));
  return { source: supplement + selection, start: supplement.length, linkLabels };
}

function listLabels(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups.find(Boolean) ?? '');
}

/** The rows above the first line, with as many cells as the longest row below has. */
function createTableHead(lines: readonly string[]): string {
  const [first = '', second = ''] = lines;
  if (!tableRow.test(first) || delimiterRow.test(second)) return '';
  const end = lines.findIndex((line) => !tableRow.test(line));
  const rows = end === -1 ? lines : lines.slice(0, end);
  const cellCount = Math.max(...rows.map((row) => row.split('|').length - 2));
  const headerRow = `${'|'.repeat(cellCount + 1)}\n`;
  return delimiterRow.test(first) ? headerRow : `${headerRow}${'|-'.repeat(cellCount)}|\n`;
}
