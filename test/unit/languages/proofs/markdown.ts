import { compile } from '@mdx-js/mdx';
import { Parser, type Node } from 'commonmark';
import type { Nodes } from 'mdast';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { parseMarkdown } from '../../../../src/languages/markdown/markdownParser.ts';
import type { FoundImage, LanguageProof } from './languageProof.ts';
import { readPandocMarkdown } from './pandoc/readPandocMarkdown.ts';

/** An image without alt text has none that could be compared. */
const toAlt = (alt: string) => (alt === '' ? undefined : alt);
const decode = (path: string) => decodeURIComponent(path).replace(/^\.\//, '');

const commonPlaces: Readonly<Record<string, string>> = {
  'an empty file': '‸',
  'the start of a file': '‸# Title\n\nText.\n',
  'the end of a sentence': 'A fox runs.‸\n\nMore.\n',
  'the middle of a line': 'one ‸two\n',
  'a heading': '# Title‸\nText.\n',
  'a list item': '- one‸\n- two\n',
  'an empty item': '1. one\n2. ‸\n',
  'a quote': '> text‸\n',
  'the text of a link': '[te‸xt](https://example.com) more\n',
  emphasis: 'A **red ‸fox** runs.\n',
  'an image without path': 'Text\n\n![‸]()\n',
  'the path of an image': '![](./‸)\n',
  'a definition': '![][hero]\n\n[hero]: old.png‸\n',
  'a selection': 'A «fox» runs.\n',
};
const withoutAlt = ['the path of an image', 'a definition', 'the path of an element'];

const htmlPlaces: Readonly<Record<string, string>> = {
  'a centered paragraph': '<p align="center">\n  ‸\n</p>\n',
  'a cell of HTML': '<table><tr><td>‸</td></tr></table>\n',
  details: '<details>\n<summary>More</summary>\n‸\n</details>\n',
  'the path of an element': '<img src="‸" alt="">\n',
};

const tablePlaces: Readonly<Record<string, string>> = {
  'a cell': '| a | b |\n| - | - |\n| x ‸| y |\n',
  'a footnote': 'Text[^1]\n\n[^1]: Note‸\n',
  'after front matter': '---\ntitle: ‸A\n---\n\n# Title\n',
};

function readHtmlImages(html: string): FoundImage[] {
  const images: FoundImage[] = [];
  const pending: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(html).childNodes];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (!('attrs' in node)) continue;
    const find = (name: string) => node.attrs.find((each) => each.name === name)?.value ?? '';
    if (node.tagName === 'img') images.push({ path: decode(find('src')), alt: toAlt(find('alt')) });
    pending.unshift(...node.childNodes);
  }
  return images;
}

function readCommonMark(document: string): FoundImage[] {
  const images: FoundImage[] = [];
  const walker = new Parser().parse(document).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) continue;
    if (node.type === 'image')
      images.push({ path: decode(node.destination ?? ''), alt: toAlt(textOf(node)) });
    if (node.type === 'html_block' || node.type === 'html_inline') {
      images.push(...readHtmlImages(node.literal ?? ''));
    }
  }
  return images;
}

function textOf(node: Node): string {
  let text = '';
  for (let child = node.firstChild; child; child = child.next) {
    text += child.literal ?? textOf(child);
  }
  return text;
}

function readGfm(document: string): FoundImage[] {
  const root = parseMarkdown(document, { kind: 'selectionWithFrontMatter' });
  const images: FoundImage[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'image') images.push({ path: decode(node.url), alt: toAlt(node.alt ?? '') });
    if ('children' in node) pending.push(...node.children.toReversed());
  }
  return images;
}

/** The properties of `img` that the compiled module has. */
async function readMdx(document: string): Promise<FoundImage[]> {
  const code = String(await compile(document, { jsx: true }));
  const images =
    /<(?:_components\.)?img src=("(?:[^"\\]|\\.)*"|\{"(?:[^"\\]|\\.)*"\})(?: alt=("[^"]*"|\{"(?:[^"\\]|\\.)*"\}))?/g;
  return [...code.matchAll(images)].map(([, path = '', alt]) => ({
    path: decode(readJsxString(path)),
    alt: toAlt(readJsxString(alt ?? '""')),
  }));
}

function readJsxString(source: string): string {
  if (source.startsWith('{')) return String(JSON.parse(source.slice(1, -1)));
  const [fragment] = parseFragment(`<a b=${source}>`).childNodes;
  return fragment && 'attrs' in fragment ? (fragment.attrs[0]?.value ?? '') : '';
}

const pandocPlaces: Readonly<Record<string, string>> = {
  'the end of a sentence': 'A fox runs.‸\n\nMore.\n',
  'the middle of a line': 'one ‸two\n',
  'a list item': '- one‸\n- two\n',
  'a table': '| a | b |\n|---|---|\n| x ‸| y |\n',
  'a fenced div': '::: {.column}\n‸\n:::\n',
  'a definition list': 'Term\n:   Definition‸\n',
};

const pandoc = { tool: 'pandoc-wasm 1', places: pandocPlaces };

/** The proofs of Markdown and its dialects. */
export const markdownProofs: readonly LanguageProof[] = [
  {
    languageId: 'markdown',
    fileName: 'README.md',
    tool: 'commonmark 0.31',
    places: { ...commonPlaces, ...htmlPlaces },
    placesWithoutAlt: withoutAlt,
    read: readCommonMark,
  },
  {
    languageId: 'markdown',
    fileName: 'README.md',
    tool: 'micromark 4 with GFM',
    places: tablePlaces,
    read: readGfm,
  },
  {
    languageId: 'mdx',
    fileName: 'page.mdx',
    tool: '@mdx-js/mdx 3',
    places: {
      'after imports': "‸import Card from './card.js'\n\n# Title\n",
      'the end of a sentence': 'A fox runs.‸\n\nMore.\n',
      'the middle of a line': 'one ‸two {1 + 1}\n',
      'a component': 'import Card from "./card.js"\n\n<Card>\n  ‸\n</Card>\n',
      'the text of an element': '<div>‸</div>\n',
      'a list item': '- one‸\n- two\n',
      'the path of an element': '<img src="‸" alt="" />\n',
    },
    placesWithoutAlt: ['the path of an element'],
    read: readMdx,
  },
  {
    languageId: 'quarto',
    fileName: 'report.qmd',
    ...pandoc,
    read: (document) => readPandocMarkdown(document, 'data-fig-alt'),
  },
  {
    languageId: 'rmd',
    fileName: 'report.Rmd',
    ...pandoc,
    read: (document) => readPandocMarkdown(document, 'alt'),
  },
];
