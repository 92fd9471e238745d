const toSet = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements without content. */
export const voidElements = toSet(
  'area base basefont br col embed hr img input link meta param source track wbr',
);

/** Elements that are a part of a line of text. */
export const inlineElements = toSet(
  'a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark q s samp ' +
    'small span strong sub sup time tt u var wbr',
);

/** Elements that are one paragraph. */
export const paragraphElements = toSet('p h1 h2 h3 h4 h5 h6 pre');

/** Elements that a new root element can be put into. */
export const flowElements = toSet(
  'div main section article header footer aside nav figure form body',
);

/** Elements with text only, where an image would be shown as its markup. */
export const textElements = toSet('title textarea option noembed noframes xmp plaintext');

/** Elements that show no image in them. One goes after them. */
export const closedElements = toSet(
  'select optgroup datalist colgroup audio video iframe math map progress meter script style',
);

const nothing: ReadonlySet<string> = new Set();
const paragraph = toSet('p');
const cells = toSet('td th');
const rows = toSet('td th tr');
const sections = toSet('td th tr thead tbody tfoot caption colgroup');

const closedByOpening: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...toEntries(
    'address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
      'header hr main menu nav ol p pre section table ul',
    paragraph,
  ),
  ...toEntries('li', toSet('li p')),
  ...toEntries('dt dd', toSet('dt dd p')),
  ...toEntries('td th', new Set([...cells, 'p'])),
  ...toEntries('tr', new Set([...rows, 'p'])),
  ...toEntries('thead tbody tfoot', new Set([...sections, 'p'])),
  ...toEntries('option', toSet('option')),
  ...toEntries('optgroup', toSet('option optgroup')),
  ...toEntries('body', toSet('head')),
]);

/** The elements whose end tag may be missing before an opening tag. */
export function getClosedByOpening(name: string): ReadonlySet<string> {
  return closedByOpening.get(name) ?? nothing;
}

function toEntries(
  names: string,
  closed: ReadonlySet<string>,
): (readonly [string, ReadonlySet<string>])[] {
  return names.split(' ').map((name) => [name, closed] as const);
}
