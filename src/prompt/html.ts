import { decodeEntities } from './entities.ts';
import { reflow } from './reflow.ts';

const attributesPattern = '(?:[^<>"\'{}]|"[^"]*"|\'[^\']*\'|\\{[^{}]*\\})*?';
const commentOrTagPattern = new RegExp(
  `<!--[\\s\\S]*?-->|<(/?)([a-z][\\w:.-]*)(?=[\\s/>])(${attributesPattern})(/?)>`,
  'gi',
);
const voidElements = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);
const inlineElements = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const codeElements = new Set(['script', 'style']);

/**
 * The words between the tags of HTML, one line for each block; a picture is its alt text.
 * Undefined when the tags do not pair up, as in a selection that cuts through an element, or when there is code.
 */
export function extractHtmlText(html: string): string | undefined {
  const openElements: string[] = [];
  let text = '';
  let lastIndex = 0;
  for (const match of html.matchAll(commentOrTagPattern)) {
    text += html.slice(lastIndex, match.index);
    lastIndex = match.index + match[0].length;
    const [, slash, tagName, tagAttributes = '', selfClosing] = match;
    if (tagName === undefined) continue;

    const name = tagName.toLowerCase();
    if (codeElements.has(name)) return undefined;
    if (slash === '/') {
      if (openElements.pop() !== name) return undefined;
    } else if (selfClosing !== '/' && !voidElements.has(name)) {
      openElements.push(name);
    }
    text += name === 'img' ? getAltText(tagAttributes) : inlineElements.has(name) ? '' : '\n\n';
  }
  if (openElements.length > 0) return undefined;
  return decodeEntities(reflow(text + html.slice(lastIndex))).trim();
}

/** As `textOfHtml`, where markup stands among code: only for whole elements, and none whose text is computed. */
export function extractElementText(code: string): string | undefined {
  if (!/^<[a-z][^]*>$/i.test(code)) return undefined;
  const text = extractHtmlText(code.replace(/\{\s*(['"])\s+\1\s*\}/g, ' '));
  return text === undefined || /[{}]|<\?/.test(text) ? undefined : text;
}

function getAltText(tagAttributes: string): string {
  const alt = /(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tagAttributes);
  return alt?.[1] ?? alt?.[2] ?? '';
}
