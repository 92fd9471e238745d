import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
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

/** How a document language differs from Markdown. */
export interface MarkdownOptions {
  /** Whether fields may stand at the start, in YAML or TOML. */
  readonly hasFrontMatter: boolean;
  /** Whether elements contain Markdown rather than HTML. */
  readonly isMdx: boolean;
}

/**
 * The syntax tree of Markdown: CommonMark with GitHub's footnotes, strikethrough, tables and task lists, and
 * with emphasis that also works next to Chinese, Japanese and Korean punctuation.
 * Positions in it are offsets into `text`, in UTF-16 units.
 */
export function parseMarkdown(text: string, { hasFrontMatter, isMdx }: MarkdownOptions): Root {
  const options: Options = {
    extensions: [
      gfmFootnote(),
      gfmTable(),
      gfmTaskListItem(),
      cjkFriendlyExtension(),
      // Single tildes are used in ranges: `3~5只`.
      gfmStrikethroughCjkFriendly({ singleTilde: false }),
      // A selection does not show how deep its lines are nested, so indentation does not make them code.
      { disable: { null: ['codeIndented', ...(isMdx ? ['htmlFlow'] : [])] } },
      ...(hasFrontMatter ? [frontmatter(['yaml', 'toml'])] : []),
    ],
    mdastExtensions: [
      gfmFootnoteFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTableFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      ...(hasFrontMatter ? [frontmatterFromMarkdown(['yaml', 'toml'])] : []),
    ],
  };
  return fromMarkdown(text, options);
}
