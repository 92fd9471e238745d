import type { CodeRegion, OpenBracket } from '../syntax/codeRegion.ts';
import type { CodeLanguage } from './codeLanguage.ts';

/** The parentheses of the parameters that the cursor is in, such as `({this.name})` of Dart. */
export function findParameterList(
  { isParameterList }: CodeLanguage,
  { brackets, masked }: CodeRegion,
): OpenBracket | undefined {
  const bracket = brackets.at(-1);
  if (bracket?.kind === '(' && /^(?:\{|async\b|->|=>)/.test(bracket.after)) return bracket;
  let found = bracket;
  // Optional parameters. A default value can be a list.
  while (found !== undefined && found.kind !== '(' && /(?:^|[(,])\s*$/.test(found.before))
    found = found.parent;
  return found?.kind === '(' && isParameterList?.(found, masked) === true ? found : undefined;
}

/** Whether a brace opens the body of a type, which has members instead of statements. */
export function isTypeBody(bracket: OpenBracket | undefined): boolean {
  return (
    bracket?.kind === '{' &&
    /\b(?:class|struct|mixin|extension|enum|interface|object|protocol|actor|extends|implements)\b/.test(
      bracket.before,
    )
  );
}
