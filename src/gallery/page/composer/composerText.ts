import { maxReferences } from '../../protocol/vocabulary.ts';

/** Characters as the service counts them: Unicode code points. */
export function countCharacters(prompt: string): number {
  return Array.from(prompt.trim()).length;
}

/** The URLs in pasted or dropped text, separated by white space. Lines with `#` are comments of a URI list. */
export function parseUrls(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');
}

/** Whether text consists of URLs of the web and nothing else, so that it is no prompt. */
export function isUrlList(text: string): boolean {
  const words = parseUrls(text);
  return words.length > 0 && words.every((word) => /^https?:\/\/\S/i.test(word));
}

/** The host and file name of a URL. */
export function shortenUrl(text: string): string {
  const url = URL.parse(text);
  if (!url?.host) return text;
  const fileName = url.pathname.split('/').pop();
  return fileName ? `${url.host}/…/${fileName}` : url.host;
}

/** Each URL once, and no more than a draft may have. */
export function mergeUrls(current: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...current, ...added])].slice(0, maxReferences);
}
