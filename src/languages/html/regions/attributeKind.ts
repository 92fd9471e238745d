/** What the value of an attribute is. */
export type AttributeKind = 'path' | 'url' | 'candidates' | 'style' | 'expression' | 'text';

const paths: ReadonlySet<string> = new Set(
  'src poster data background xlink:href ng-src image img icon logo avatar cover thumbnail picture'.split(
    ' ',
  ),
);
const urls: ReadonlySet<string> = new Set(['href', 'content']);
const candidates: ReadonlySet<string> = new Set([
  'srcset',
  'imagesrcset',
  'data-srcset',
  'data-lazy-srcset',
]);
const dataPath = /^data-(?:[\w-]+-)?(?:src|bg|background|image|img|poster|thumb|original|lazy)$/;
const expression = /^(?:[:@#[(*]|v-|x-|on[a-z])/;

/** What the value of an attribute is, by its name. */
export function getAttributeKind(name: string): AttributeKind {
  const lower = name.toLowerCase();
  if (paths.has(lower) || dataPath.test(lower)) return 'path';
  if (urls.has(lower)) return 'url';
  if (candidates.has(lower)) return 'candidates';
  if (lower === 'style') return 'style';
  return expression.test(lower) ? 'expression' : 'text';
}
