import type { SyntaxNode } from '@lezer/common';
import type { Insertion, TextRange } from '../language.ts';
import { draft, edit } from '../scripts/draft.ts';
import { findExpressionUse } from '../scripts/expressionUse.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import {
  findMissingSource,
  insertComment,
  insertExpression,
  insertIntoComment,
  insertStatement,
} from '../scripts/insertIntoCode.ts';
import { insertIntoString, insertIntoTemplate } from '../scripts/insertIntoString.ts';
import { quoteString } from '../scripts/literals.ts';
import type { Script } from '../scripts/parseScript.ts';
import { toModulePath } from '../scripts/paths.ts';
import { findScriptRegion } from '../scripts/region.ts';
import { shiftInsertion } from '../text/edits.ts';
import { findElement, type MarkupElement } from './element.ts';
import { hideCode, insertIntoCss } from './embeddedCss.ts';
import { insertIntoHtml } from './embeddedHtml.ts';
import { findEmbeddedLanguage } from './embeddedLanguage.ts';
import { insertAmongChildren } from './insertAmongChildren.ts';
import { insertIntoAttribute, insertIntoTag } from './insertIntoAttribute.ts';
import { insertAtFirstElement } from './insertAtFirstElement.ts';

/** Inserts into a script, without the imports that are missing. */
export function insertIntoScript(script: Script, range: TextRange, writer: ImageWriter): Insertion {
  const { text, tree } = script;
  const { images, context, syntax } = writer;
  if (text.trim() === '' && syntax.hasJsx && syntax.isComponent) {
    return draft([edit(range.start, range.end, writer.elementValue(context.eol))]);
  }
  // The text is too long to be parsed.
  if (tree.length < text.length) {
    return draft(
      [edit(range.start, range.end, images.map(({ path }) => path).join(' '))],
      'pathOnly',
    );
  }
  const source = insertMissingSource(text, range, writer);
  if (source) return source;
  const first = syntax.isComponent ? insertAtFirstElement(script, range, writer) : undefined;
  if (first) return first;
  const { region, parsed, toOriginal } = findScriptRegion(script, range);
  const findParent = (node: SyntaxNode) => findElement(parsed.text, node, toOriginal);
  switch (region.kind) {
    case 'comment':
      return insertIntoComment(script, range, region.node, writer);
    case 'string': {
      const attribute = findWholeAttribute(region.node);
      if (attribute)
        return insertIntoJsxAttribute(
          text,
          range,
          findElement(text, attribute),
          attribute.from,
          writer,
        );
      return insertIntoString(script, range, region.node, writer);
    }
    case 'template':
      return insertIntoTemplateLiteral(script, range, region.node, writer);
    case 'children':
      return insertAmongChildren(text, range, findParent(region.node), writer);
    case 'attribute':
      return insertIntoJsxAttribute(
        text,
        range,
        findParent(region.node),
        toOriginal(region.node.from),
        writer,
      );
    case 'tag': {
      const element = findParent(region.node);
      return element ? insertIntoTag(text, range, element, writer) : draft([]);
    }
    case 'expression': {
      const use = findExpressionUse(parsed.text, region.node);
      return insertExpression(text, range, use, writer);
    }
    case 'statement':
      return insertStatement(script, range, writer);
    case 'code':
      return insertComment(text, range, region.end, writer);
  }
}

/** Inserts where an import lacks its source. */
function insertMissingSource(
  text: string,
  range: TextRange,
  writer: ImageWriter,
): Insertion | undefined {
  const missing = findMissingSource(text, range);
  const [first, ...rest] = writer.images;
  if (!missing || !first) return undefined;
  const others = rest
    .map((each) => writer.context.eol + writer.imports.writeStatement(each))
    .join('');
  if (missing === 'source') {
    const quoted = quoteString(toModulePath(first.path), writer.quote);
    const end = rest.length > 0 && text[range.end] === ';' ? range.end + 1 : range.end;
    return draft([edit(range.start, end, quoted + text.slice(range.end, end) + others)]);
  }
  const statement = writer.imports.writeStatement(first).replace(/^import /, '');
  return draft([edit(range.start, range.end, statement + others)]);
}

/** The attribute whose whole value a string is, as in `src={"…"}`. */
function findWholeAttribute({ parent }: SyntaxNode): SyntaxNode | undefined {
  const attribute = parent?.name === 'JSXEscape' ? parent.parent : undefined;
  return attribute?.name === 'JSXAttribute' ? attribute : undefined;
}

function insertIntoJsxAttribute(
  text: string,
  range: TextRange,
  element: MarkupElement | undefined,
  position: number,
  writer: ImageWriter,
): Insertion {
  const attribute = element?.attributes.find(({ start }) => start === position);
  return element && attribute
    ? insertIntoAttribute(text, range, element, attribute, writer)
    : draft([]);
}

/** Inserts into a template literal, in its own language if it has one. */
function insertIntoTemplateLiteral(
  script: Script,
  range: TextRange,
  node: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  const { text } = script;
  const attribute = findWholeAttribute(node);
  if (attribute && node.firstChild === null)
    return insertIntoJsxAttribute(
      text,
      range,
      findElement(text, attribute),
      attribute.from,
      writer,
    );
  const language = findEmbeddedLanguage(text, node);
  if (language === undefined) return insertIntoTemplate(script, range, node, writer);
  const offset = node.from + 1;
  const code = node.getChildren('Interpolation').map(({ from, to }) => ({
    start: from - offset,
    end: to - offset,
  }));
  const content = hideCode(text.slice(offset, node.to - 1), code);
  const inner = { start: range.start - offset, end: range.end - offset };
  const inserted =
    language === 'html'
      ? insertIntoHtml(
          content,
          inner,
          writer,
          code.some(({ end }) => end === inner.start),
        )
      : insertIntoCss(content, inner, writer, language === 'declarations', (image) =>
          writer.interpolated(image),
        );
  return shiftInsertion(inserted, offset);
}
