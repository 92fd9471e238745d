/** Characters as the service counts them: Unicode code points. */
export function countCharacters(prompt: string): number {
  return Array.from(prompt.trim()).length;
}

/** The addresses in what was pasted or dropped: one a line, or between spaces. A line with `#` is a comment of a list. */
export function parseUrls(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');
}

/** An address as short as one can still tell it by: its host and its file. */
export function shortenUrl(text: string): string {
  const url = URL.parse(text);
  if (!url?.host) return text;
  const fileName = url.pathname.split('/').pop();
  return fileName ? `${url.host}/…/${fileName}` : url.host;
}
