import { RegExpParser, type AST } from '@eslint-community/regexpp';
import type { SourcePattern } from './sourcePatterns.ts';

/** Characters that patterns treat specially, and some of each kind that they do not. */
const candidates = Array.from(
  ' \t\n\r\u2028a0_猫，.-/*\\"\'`<>[](){}=:;&#@~|^$%+?!,\u0301\u200b🚀',
);
/** Ends of attacks. Most make a match fail when it has already read everything. */
const ends = ['', '\0', '\nx'];
/** More repetitions than this are as bad as any number. */
const manyRepetitions = 1_000;

/** Texts that make a backtracking engine try the repetitions of a pattern again and again. */
export function* createAttacks(
  { source, flags }: SourcePattern,
  length: number,
): Generator<string> {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const sampler = new Sampler(flags);
  const whole = sampler.sampleAlternatives(pattern.alternatives);
  const pumps = new Set(
    whole.map((sample) => `\n${sample}`).map((pump) => JSON.stringify([pump, ''])),
  );
  for (const { start, repeated } of listRepetitions(pattern, sampler)) {
    for (const pump of repeated) {
      for (const prefix of ['', start]) pumps.add(JSON.stringify([pump, prefix]));
      pumps.add(JSON.stringify([start + pump, '']));
      pumps.add(JSON.stringify([start, '']));
    }
  }
  for (const each of pumps) {
    const [pump = '', prefix = ''] = JSON.parse(each) as string[];
    if (pump === '') continue;
    const body = prefix + pump.repeat(Math.ceil(length / pump.length));
    for (const end of ends) yield body + end;
  }
}

interface Repetition {
  /** A text that leads to it. */
  readonly start: string;
  /** Texts that it repeats. */
  readonly repeated: readonly string[];
}

function* listRepetitions(
  { alternatives }: Pick<AST.Group, 'alternatives'>,
  sampler: Sampler,
  start = '',
): Generator<Repetition> {
  for (const { elements } of alternatives) {
    let before = start;
    for (const element of elements) {
      yield* listRepetitionsOf(element, sampler, before);
      before += sampler.sample(element)[0] ?? '';
    }
  }
}

function* listRepetitionsOf(
  element: AST.Element,
  sampler: Sampler,
  start: string,
): Generator<Repetition> {
  if (element.type === 'Quantifier') {
    if (element.max >= manyRepetitions) yield { start, repeated: sampler.sample(element.element) };
    yield* listRepetitionsOf(element.element, sampler, start);
  } else if ('alternatives' in element) {
    yield* listRepetitions(element, sampler, start);
  }
}

/** Finds texts that parts of a pattern match. */
class Sampler {
  readonly #flags: string;

  constructor(flags: string) {
    this.#flags = flags.replace(/[gy]/g, '');
  }

  /** Texts that a part matches: several for a set of characters or for alternatives. */
  sample(element: AST.Element): string[] {
    switch (element.type) {
      case 'Character':
        return [String.fromCodePoint(element.value)];
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        const pattern = new RegExp(`^${element.raw}$`, this.#flags);
        return candidates.filter((candidate) => pattern.test(candidate));
      }
      case 'Group':
      case 'CapturingGroup':
        return this.sampleAlternatives(element.alternatives);
      case 'Quantifier':
        return this.sample(element.element).map((each) => each.repeat(Math.max(element.min, 1)));
      case 'Assertion':
        return element.kind === 'lookbehind' && !element.negate
          ? this.sampleAlternatives(element.alternatives)
          : [''];
      case 'Backreference':
        return [element.resolved].flat().flatMap((group) => this.sample(group));
    }
  }

  sampleAlternatives(alternatives: readonly AST.Alternative[]): string[] {
    return alternatives.map(({ elements }) =>
      elements.map((element) => this.sample(element)[0] ?? '').join(''),
    );
  }
}
