import type { ReferencedImage } from '../language.ts';
import { altText, concatenate, join, type WrittenText } from '../text/edits.ts';
import type { CodeLanguage, ValuePlace } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
import { isTypeBody } from './insert/parameterList.ts';
import type { CodeRegion } from './syntax/codeRegion.ts';
import { dartSyntax } from './syntax/codeSyntax.ts';

const provider = /\b(?:image|backgroundImage|foregroundImage)\s*:\s*$/;
const widget =
  /\b(?:child|body|icon|leading|trailing|title|subtitle|label|background|flexibleSpace|header|footer|avatar|placeholder|content|prefixIcon|suffixIcon)\s*:\s*$/;
const widgets = /(?:\b(?:children|slivers|actions|tabs|persistentFooterButtons)\s*:|<Widget>)\s*$/;

const code: CodeLanguage = {
  syntax: dartSyntax,
  hasSemicolons: true,
  indentation: '  ',
  hasTrailingCommas: true,
  header: /^(?:#!|(?:library|import|export|part|augment)\b|\s+(?:show|hide|as)\s|@\w+$)/,
  quote: (path) => `'${escape(path)}'`,
  escape: (path, { open, close }) => {
    if (!open.startsWith('r')) return escape(path, close);
    return /["']/.test(path) ? undefined : path;
  },
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeValue: (image, place, region) => {
    if (!region.text.includes('package:flutter/')) return undefined;
    if (provider.test(place.before)) return concatenate(`AssetImage('${escape(image.path)}')`);
    return isWidgetPlace(place, region) ? writeWidget(image) : undefined;
  },
  writeValues: (items, { before }) =>
    widget.test(before) ? concatenate('Column(children: [', join(items, ', '), '])') : undefined,
  writeStatement: (_image, value, { brackets }, name) => {
    return concatenate(
      `${isTypeBody(brackets.at(-1)) ? 'static ' : ''}const ${name} = `,
      value,
      ';',
    );
  },
  isParameterList: ({ kind, start, after, parent }, masked) => {
    if (/^(?:\{|async\b|=>)/.test(after)) return true;
    const code = masked.slice(Math.max(0, start - 300), start - 1);
    const declaration = code.slice(
      Math.max(...[';', '{', '}'].map((mark) => code.lastIndexOf(mark))) + 1,
    );
    return kind === '(' && isTypeBody(parent) && !/[=:]|@\w+$/.test(declaration);
  },
  isList: (bracket) => {
    const { kind, before } = bracket;
    if (isTypeBody(bracket)) return false;
    if (kind === '{') return /(?:[=(,:?>[]|\breturn)\s*$/.test(before);
    return kind === '[' || !/\b(?:if|for|while|switch|catch)\s*$/.test(before);
  },
};

/** Dart, with widgets of Flutter. */
export const dart = createCodeLanguage(code, ['dart'], ['dart']);

function isWidgetPlace({ before, bracket }: ValuePlace, { masked, cursor }: CodeRegion): boolean {
  if (before === bracket?.before) return bracket.kind === '[' && widgets.test(before);
  if (widget.test(before)) return true;
  // The value of a function that builds a widget
  const start = masked.slice(Math.max(0, cursor - 2000), cursor);
  const signature = start.slice(Math.max(0, start.lastIndexOf('Widget ')));
  return (
    /(?:\breturn|=>)\s*$/.test(before) &&
    /^Widget\s+\w+\(/.test(signature) &&
    !signature.includes('}')
  );
}

function writeWidget({ path, alt }: ReferencedImage): WrittenText {
  return concatenate(`Image.asset('${escape(path)}', semanticLabel: '`, altText(escape(alt)), "')");
}

function escape(text: string, close = "'"): string {
  return text.replace(/[\\"'$]/g, (character) =>
    /["']/.test(character) && !close.startsWith(character) ? character : `\\${character}`,
  );
}
