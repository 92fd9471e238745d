import type { StyleBlock } from './styleRegion.ts';

/** What a block can contain. */
export type BlockKind =
  /** Declarations: a rule, a mixin, a page. */
  | 'rule'
  /** Rules only: `@media` that is not in a rule. */
  | 'group'
  /** Custom properties only: `@theme` of Tailwind CSS. */
  | 'theme'
  /** Neither: a font, keyframes, a function. */
  | 'other';

const conditional =
  /^@(?:media|supports|layer|container|scope|starting-style|document|-moz-document|variants|screen|responsive|if|else|each|for|while|at-root|include)\b/i;
const withDeclarations =
  /^@(?:page|mixin|define-mixin|utility|font-feature-values|[a-z]+-(?:left|right|top|bottom|center|middle)(?:-\w+)?)\b/i;
// Rules of these names have only descriptors. Less has variables and mixins that start with `@`, too.
const withDescriptors =
  /^@(?:font-face|(?:-\w+-)?keyframes|property|counter-style|function|font-palette-values|view-transition|color-profile|position-try)\b/i;

/** What the innermost of nested blocks can contain. */
export function getBlockKind(blocks: readonly StyleBlock[]): BlockKind {
  const last = blocks.at(-1);
  if (last === undefined) return 'group';
  const parents = blocks.slice(0, -1);
  const { prelude } = last;
  if (/^@theme\b/i.test(prelude)) return 'theme';
  if (withDescriptors.test(prelude)) return 'other';
  if (withDeclarations.test(prelude)) return 'rule';
  // A function's condition has statements of a function, and that of a rule declarations.
  if (conditional.test(prelude)) return getBlockKind(parents);
  // `from` and `50%` in keyframes are rules like all others.
  return 'rule';
}
