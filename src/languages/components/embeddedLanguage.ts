import type { SyntaxNode } from '@lezer/common';

/** The language in a template literal. `declarations` is CSS without a rule around it. */
export type EmbeddedLanguage = 'html' | 'css' | 'declarations';

/** The language in a template literal, from its tag, the comment before it, or the element that it is in. */
export function findEmbeddedLanguage(
  text: string,
  template: SyntaxNode,
): EmbeddedLanguage | undefined {
  const { parent } = template;
  const before = text.slice(Math.max(0, template.from - 200), template.from);
  const comment = /\/\*\s*(html|css)\s*\*\/\s*$/.exec(before)?.[1];
  if (comment === 'html' || comment === 'css') return comment;
  if (parent?.name === 'TaggedTemplateExpression') {
    const tag = text.slice(parent.from, template.from);
    if (/(?:^|\.)(?:html|svg)\s*$/.test(tag)) return 'html';
    if (/^(?:createGlobalStyle|injectGlobal|globalCss|css\.global)\b/.test(tag)) return 'css';
    // In Lit, it is a whole style sheet.
    if (/^css\b/.test(tag))
      return /\bfrom\s*["'](?:lit|lit-element|@lit)\b/.test(text) ? 'css' : 'declarations';
    if (/^(?:styled|keyframes|stylesheet)\b/.test(tag)) return 'declarations';
  }
  if (parent?.name === 'JSXEscape') {
    const element = parent.parent;
    const open = element?.firstChild;
    if (open && /^<style\b/.test(text.slice(open.from, open.to))) return 'css';
  }
  return undefined;
}
