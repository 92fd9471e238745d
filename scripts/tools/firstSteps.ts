import { readFileSync } from 'node:fs';
import { resolveProjectPath } from './paths.ts';

/** What to do first, as in the README of the sample workspace: a line for each step, without Markdown. */
export function readFirstSteps(): string[] {
  const readme = readFileSync(resolveProjectPath('sample/README.md'), 'utf8');
  // Each begins with a word in bold.
  const steps = readme.split('\n').filter((line) => line.startsWith('**'));
  return steps.map((step) => step.replaceAll('**', ''));
}
