/** A text that is inserted into `pubspec.yaml`. */
export interface PubspecEdit {
  /** In UTF-16 units. */
  readonly offset: number;
  readonly text: string;
}

/**
 * Adds a folder to the assets of a Flutter package.
 * @param text of its `pubspec.yaml`
 * @param folder such as `assets/images/`
 * @returns undefined if the assets are written in another way than as a list with an item on each line
 */
export function addPubspecAsset(text: string, folder: string): PubspecEdit | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = readLines(text);
  const flutter = lines.find(({ line }) => /^flutter:\s*(?:#.*)?$/.test(line));
  if (!flutter) {
    if (lines.some(({ line }) => line.startsWith('flutter:'))) return undefined;
    const start = text === '' || text.endsWith('\n') ? '' : eol;
    return {
      offset: text.length,
      text: `${start}flutter:${eol}  assets:${eol}    - ${folder}${eol}`,
    };
  }
  const block = takeBlock(lines.slice(lines.indexOf(flutter) + 1), 0);
  const assets = block.find(({ line }) => /^\s+assets:/.test(line));
  if (!assets) {
    const indentation = /^\s*/.exec(block.find(isContent)?.line ?? '  ')?.[0] ?? '  ';
    const item = `${indentation}assets:${eol}${indentation}  - ${folder}${eol}`;
    return { offset: flutter.end, text: flutter.hasEol ? item : eol + item };
  }
  if (!/^\s+assets:\s*(?:#.*)?$/.test(assets.line)) return undefined;
  const depth = assets.line.search(/\S/);
  // The items may be as deep as the key of their list.
  const items = block
    .slice(block.indexOf(assets) + 1)
    .filter(isContent)
    .map((each) => ({ ...each, item: /^(\s+)- /.exec(each.line)?.[1] }));
  const end = items.findIndex(({ item, line }) => item === undefined && line.search(/\S/) <= depth);
  const own = end === -1 ? items : items.slice(0, end);
  const last = own.at(-1) ?? assets;
  const indentation = own.find(({ item }) => item !== undefined)?.item ?? ' '.repeat(depth + 2);
  const entry = `${indentation}- ${folder}`;
  return { offset: last.end, text: last.hasEol ? entry + eol : eol + entry };
}

interface PubspecLine {
  readonly line: string;
  /** After its line break. */
  readonly end: number;
  readonly hasEol: boolean;
}

function readLines(text: string): PubspecLine[] {
  let end = 0;
  return text.split(/(?<=\n)/).map((line) => {
    end += line.length;
    return { line: line.replace(/\r?\n$/, ''), end, hasEol: line.endsWith('\n') };
  });
}

/** The lines that belong to a key. */
function takeBlock(lines: readonly PubspecLine[], depth: number): PubspecLine[] {
  const end = lines.findIndex((each) => isContent(each) && each.line.search(/\S/) <= depth);
  return lines.slice(0, end === -1 ? lines.length : end);
}

function isContent({ line }: PubspecLine): boolean {
  return /^\s*[^\s#]/.test(line);
}
