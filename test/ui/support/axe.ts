import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** The part of axe's API that is used here. */
interface Axe {
  getRules(): { readonly ruleId: string; readonly tags: readonly string[] }[];
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
}
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
declare const globalThis: { readonly axe?: Axe };

/**
 * Returns the accessibility violations of a page, for all rules including those that axe disables
 * by default, except AAA rules, because colors are defined by VS Code.
 */
export async function axeViolationsIn(frame: Frame): Promise<string[]> {
  const isLoaded = await frame.evaluate(() => globalThis.axe !== undefined);
  if (!isLoaded) await frame.evaluate(`${axeSource}; undefined`);
  return frame.evaluate(async () => {
    const { axe } = globalThis;
    if (!axe) throw new Error('axe is not loaded');
    const rules = axe
      .getRules()
      .filter(({ tags }) => !tags.some((tag) => tag.endsWith('aaa')))
      .map(({ ruleId }) => [ruleId, { enabled: true }]);
    const { violations } = await axe.run({
      rules: Object.fromEntries(rules) as object,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) =>
        [`${id}: ${help}`, html, failureSummary].join('\n'),
      ),
    );
  });
}
