import type { Extension } from 'mdast-util-from-markdown';
import type { Nodes, Root } from 'mdast';
import type { TextRange } from '../../language.ts';
import { parseMarkdown } from '../markdownParser.ts';

/** A part of a document as Markdown reads it. All ranges are relative to the part. */
export interface ParsedMarkdown {
  readonly root: Root;
  /** The texts in brackets of links and images. */
  readonly labels: readonly TextRange[];
  /** The destinations of links, images, and definitions, without `<` and `>`. Empty ones are missing. */
  readonly destinations: readonly TextRange[];
  /** The parentheses of links and images. */
  readonly parentheses: readonly TextRange[];
}

/** Reads a part of a document, with the ranges that the syntax tree does not have. */
export function parseDocument(text: string, isMdx: boolean): ParsedMarkdown {
  const labels: TextRange[] = [];
  const destinations: TextRange[] = [];
  const parentheses: TextRange[] = [];
  const recorder: Extension = {
    enter: {
      labelText: (token) => {
        labels.push(toRange(token));
      },
      resourceMarker: (token) => {
        parentheses.push(toRange(token));
      },
      resourceDestinationString(token) {
        this.buffer();
        destinations.push(toRange(token));
      },
      definitionDestinationString(token) {
        this.buffer();
        destinations.push(toRange(token));
      },
    },
  };
  const root = parseMarkdown(text, { kind: isMdx ? 'mdxDocument' : 'document', recorder });
  return { root, labels, destinations, parentheses };
}

/** The range of a node. Every node that the parser creates has a position. */
export function getRange({ position }: Nodes): TextRange {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

interface Token {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

function toRange({ start, end }: Token): TextRange {
  return { start: start.offset, end: end.offset };
}
