import type { InsertionContext, ReferencedImage, TextEdit, TextRange } from '../../language.ts';
import { collectNames } from '../../scripts/identifiers.ts';
import { ImportPlan } from '../../scripts/imports.ts';
import { parseScript } from '../../scripts/parseScript.ts';
import { shiftInsertion } from '../../text/edits.ts';
import type { MarkupToken } from './markup.ts';

/** A component, as its imports need it. */
interface ComponentSource {
  readonly text: string;
  readonly tokens: readonly MarkupToken[];
  /** The ranges of template code. */
  readonly code: readonly TextRange[];
}

/** The images that a component imports in its `<script setup>`, whose names its template knows. */
export class ComponentImports {
  readonly #plan: ImportPlan;
  readonly #offset: number;

  constructor(plan: ImportPlan, offset: number) {
    this.#plan = plan;
    this.#offset = offset;
  }

  /** The name of an image in code, or undefined if the site serves it as it is. */
  nameOf(image: ReferencedImage): string | undefined {
    return isBundled(image) ? this.#plan.nameOf(image) : undefined;
  }

  /** The edits that add the imports that are missing. */
  createEdits(context: InsertionContext): readonly TextEdit[] {
    const insertion = { edits: this.#plan.createEdits(context), notes: [] };
    return shiftInsertion(insertion, this.#offset).edits;
  }
}

/** Whether the build has to resolve a path. */
export function isBundled({ path }: ReferencedImage): boolean {
  return !/^(?:\/|[a-z]+:)/i.test(path);
}

/** The imports of a component, or undefined if it has no script whose names its template knows. */
export function readComponentImports({
  text,
  tokens,
  code,
}: ComponentSource): ComponentImports | undefined {
  const element = tokens.find(
    ({ element }) =>
      element?.name === 'script' &&
      element.parent === undefined &&
      element.closeTag !== undefined &&
      element.attributes.some(({ name }) => name === 'setup') &&
      !element.attributes.some(({ name }) => name === 'src'),
  )?.element;
  if (element === undefined) return undefined;
  const { start, end } = element.content;
  const script = parseScript(text.slice(start, end), 'ts');
  const names = collectNames(script);
  const bound = tokens.flatMap(({ element }) =>
    (element?.attributes ?? []).flatMap(({ name, value }) =>
      value !== undefined && /^(?:[:@#]|v-)/.test(name) ? [value] : [],
    ),
  );
  for (const range of [...code, ...bound]) {
    const words = text
      .slice(range.start, range.end)
      .matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu);
    for (const [word] of words) names.add(word);
  }
  return new ComponentImports(new ImportPlan(script, names), start);
}

/** Whether an expression of a component lacks a value where a range is, or has a string around it. */
export function lacksValue(text: string, expression: TextRange, range: TextRange): boolean {
  const before = text.slice(expression.start, range.start);
  const after = text.slice(range.end, expression.end);
  let isValid = true;
  parseScript(`(${before} 0 ${after})`, 'ts').tree.iterate({
    enter: ({ type }) => {
      if (type.isError) isValid = false;
      return isValid;
    },
  });
  return isValid;
}
