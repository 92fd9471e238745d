import { decodeEntities } from './entities.ts';
import { reflow } from './reflow.ts';

const attributes = '(?:[^<>"\'{}]|"[^"]*"|\'[^\']*\'|\\{[^{}]*\\})*?';
const commentOrTag = new RegExp(
  `<!--[\\s\\S]*?-->|<(/?)([a-z][\\w:.-]*)(?=[\\s/>])(${attributes})(/?)>`,
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
export function textOfHtml(html: string): string | undefined {
  const open: string[] = [];
  let text = '';
  let end = 0;
  for (const match of html.matchAll(commentOrTag)) {
    text += html.slice(end, match.index);
    end = match.index + match[0].length;
    const [, slash, tagName, tagAttributes = '', selfClosing] = match;
    if (tagName === undefined) continue;

    const name = tagName.toLowerCase();
    if (codeElements.has(name)) return undefined;
    if (slash === '/') {
      if (open.pop() !== name) return undefined;
    } else if (selfClosing !== '/' && !voidElements.has(name)) {
      open.push(name);
    }
    text += name === 'img' ? altOf(tagAttributes) : inlineElements.has(name) ? '' : '\n\n';
  }
  if (open.length > 0) return undefined;
  return decodeEntities(reflow(text + html.slice(end))).trim();
}

/** As `textOfHtml`, where markup stands among code: only for whole elements, and none whose text is computed. */
export function textOfElement(code: string): string | undefined {
  if (!/^<[a-z][^]*>$/i.test(code)) return undefined;
  const text = textOfHtml(code.replace(/\{\s*(['"])\s+\1\s*\}/g, ' '));
  return text === undefined || /[{}]|<\?/.test(text) ? undefined : text;
}

function altOf(tagAttributes: string): string {
  const alt = /(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tagAttributes);
  return alt?.[1] ?? alt?.[2] ?? '';
}
