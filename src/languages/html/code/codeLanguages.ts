import type { CodeLanguage } from './templateCode.ts';

const slashStar = ['/*', '*/'] as const;

/** JavaScript in templates. */
export const javascriptCode: CodeLanguage = {
  quote: "'",
  lineComments: ['//'],
  blockComments: [slashStar],
  writeList,
  writeStatement: (literal) => `${literal};`,
};

/** PHP in templates. */
export const phpCode: CodeLanguage = { ...javascriptCode, lineComments: ['//', '#'] };

/** Ruby in templates. */
export const rubyCode: CodeLanguage = {
  quote: "'",
  lineComments: ['#'],
  blockComments: [],
  hasArguments: ['output', 'statement'],
  writeList,
  writeStatement: (literal) => literal,
};

/** C# in templates, where a string is not a statement. */
export const csharpCode: CodeLanguage = {
  quote: '"',
  lineComments: ['//'],
  blockComments: [slashStar],
  writeList: (literals) => `new[] { ${literals.join(', ')} }`,
  writeStatement: (_literal, path) => `/* ${path} */`,
};

/** The expressions of engines such as Jinja, which have no comments in them. */
export const templateCode: CodeLanguage = {
  quote: "'",
  lineComments: [],
  blockComments: [],
  hasArguments: ['statement'],
};

/** The expressions of Handlebars. */
export const handlebarsCode: CodeLanguage = {
  ...templateCode,
  quote: '"',
  hasArguments: ['output', 'statement'],
};

function writeList(literals: readonly string[]): string {
  return `[${literals.join(', ')}]`;
}
