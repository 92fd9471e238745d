import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { Root } from 'mdast';

/** What a text is, and so which syntax it has. */
export type MarkdownKind =
  /** A part of a document, where indentation makes code and tags make HTML. */
  | 'document'
  /** A part of a document in MDX, without what its own syntax replaces. */
  | 'mdxDocument'
  /** A selection, which does not show how deep its lines are nested: indentation does not make them code. */
  | 'selection'
  /** A selection with fields at its start, in YAML or TOML. */
  | 'selectionWithFrontMatter'
  /** A selection in MDX, where elements contain Markdown rather than HTML. */
  | 'mdxSelection';

/** How a text is parsed. */
export interface MarkdownOptions {
  readonly kind: MarkdownKind;
  /** Records the tokens of the parser. */
  readonly recorder?: Extension;
}

const extensions = [
  gfmFootnote(),
  gfmTable(),
  gfmTaskListItem(),
  cjkFriendlyExtension(),
  // Single tildes are used in ranges: `3~5只`.
  gfmStrikethroughCjkFriendly({ singleTilde: false }),
];

const treeExtensions = [
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
];

const disabledConstructs: Readonly<Record<MarkdownKind, string[]>> = {
  document: [],
  mdxDocument: ['codeIndented', 'htmlFlow', 'htmlText', 'autolink'],
  selection: ['codeIndented'],
  selectionWithFrontMatter: ['codeIndented'],
  mdxSelection: ['codeIndented', 'htmlFlow'],
};

/**
 * The syntax tree of Markdown: CommonMark with GitHub's footnotes, strikethrough, tables and task lists, and
 * with emphasis that also works next to Chinese, Japanese and Korean punctuation.
 * Positions in it are offsets into `text`, in UTF-16 units.
 */
export function parseMarkdown(text: string, { kind, recorder }: MarkdownOptions): Root {
  const hasFrontMatter = kind === 'selectionWithFrontMatter';
  return fromMarkdown(text, {
    extensions: [
      ...extensions,
      { disable: { null: disabledConstructs[kind] } },
      ...(hasFrontMatter ? [frontmatter(['yaml', 'toml'])] : []),
    ],
    mdastExtensions: [
      ...treeExtensions,
      ...(hasFrontMatter ? [frontmatterFromMarkdown(['yaml', 'toml'])] : []),
      ...(recorder === undefined ? [] : [recorder]),
    ],
  });
}
