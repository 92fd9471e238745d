import { extractElementText } from '../html/htmlText.ts';
import type { DocumentLanguage, ImageReference } from '../language.ts';
import { addEdits } from '../scripts/draft.ts';
import { findScriptReferences } from '../scripts/findScriptReferences.ts';
import { collectNames } from '../scripts/identifiers.ts';
import { ImageWriter, type ImageSyntax } from '../scripts/imageWriter.ts';
import {
  importsImages,
  ImportPlan,
  readImports,
  type ImportStatement,
} from '../scripts/imports.ts';
import { detectQuote } from '../scripts/literals.ts';
import { parseScript, type Dialect, type Script } from '../scripts/parseScript.ts';
import { addElementReferences } from './elementReferences.ts';
import { insertIntoScript } from './insertIntoScript.ts';

interface ScriptLanguage {
  readonly ids: readonly string[];
  readonly extensions: readonly string[];
  readonly dialect: Dialect;
  /** Whether its documents are components, whose functions return elements. */
  readonly isComponent: boolean;
}

/** Creates a language whose documents are scripts. */
export function createScriptLanguage({
  ids,
  extensions,
  dialect,
  isComponent,
}: ScriptLanguage): DocumentLanguage {
  return {
    ids,
    extensions,
    ...(isComponent && { readPrompt: extractElementText }),
    insert: (text, range, images, context) => {
      const script = parseScript(text, dialect);
      const imports = new ImportPlan(script, collectNames(script));
      const syntax = readJsxSyntax(
        readImports(script),
        dialect !== 'ts',
        isComponent || hasElements(script),
      );
      const writer = new ImageWriter(images, context, syntax, imports, detectQuote(script));
      const insertion = insertIntoScript(script, range, writer);
      return addEdits(insertion, imports.createEdits(context));
    },
    findReferences: (text) => {
      const script = parseScript(text, dialect);
      return findReferencesInScript(script, isComponent || hasElements(script));
    },
  };
}

/**
 * The references to images in a script, in its order.
 * @param hasUrls whether paths in strings are URLs, as in components
 */
export function findReferencesInScript(
  script: Script,
  hasUrls: boolean,
): readonly ImageReference[] {
  return addElementReferences(findScriptReferences(script, hasUrls), script);
}

/** Whether a script contains JSX, as components in many projects do whose files end in `.js`. */
function hasElements({ tree }: Script): boolean {
  let found = false;
  tree.iterate({
    enter: ({ name }) => {
      if (name === 'JSXElement') found = true;
      return !found;
    },
  });
  return found;
}

/** How a component written in JSX writes images. */
function readJsxSyntax(
  imports: readonly ImportStatement[],
  hasJsx: boolean,
  isComponent: boolean,
): ImageSyntax {
  const image = imports.find(({ source }) => /^next\/(?:legacy\/|future\/)?image$/.test(source));
  // Next.js imports an image as an object with its URL and size.
  const isNext = imports.some(({ source }) => /^next(?:\/|$)/.test(source));
  return {
    isComponent,
    hasJsx,
    urlOf: (name) => (isNext ? `${name}.src` : name),
    ...(image?.defaultName !== undefined && { imageComponent: image.defaultName, showsUrls: true }),
    importsRelative: isComponent && importsImages(imports),
    interpolates: false,
  };
}
