/** Characters as the service counts them: Unicode code points. */
export function lengthOf(prompt: string): number {
  return Array.from(prompt.trim()).length;
}

/** The addresses in what was pasted or dropped: one a line, or between spaces. A line with `#` is a comment of a list. */
export function addressesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');
}

/** An address as short as one can still tell it by: its host and its file. */
export function shortened(address: string): string {
  const url = URL.parse(address);
  if (!url?.host) return address;
  const file = url.pathname.split('/').pop();
  return file ? `${url.host}/…/${file}` : url.host;
}
