import {
  decodeDart,
  decodeHash,
  decodeJson,
  decodeKotlin,
  decodePython,
  decodeSlash,
  decodeSwift,
  decodeToml,
  decodeYaml,
  type StringDecoder,
  type StringStart,
} from './strings.ts';

/** What a scanner has to know about a programming language or a data format. */
export interface CodeSyntax {
  /** Global: matches comments, strings, brackets, and everything else that the scanner handles. */
  readonly start: RegExp;
  readonly lineComments: readonly string[];
  /** The end of comments that start with `/*`, and whether they nest. */
  readonly nestsComments: boolean;
  readonly readString: (open: string) => StringStart;
  readonly decode: StringDecoder;
}

function quoted(open: string, quotes: string, options: Partial<StringStart> = {}): StringStart {
  return { open, close: quotes, isMultiline: quotes.length > 1, escape: '\\', ...options };
}

/** The syntax of Python. Strings and docstrings are not distinguished. */
export const pythonSyntax: CodeSyntax = {
  start: /#|(?<!\w)(?:[bfru]|br|fr|rb|rf)?(?:"""|'''|["'])|"""|'''|[{}"'()[\]]/gi,
  lineComments: ['#'],
  nestsComments: false,
  readString: (open) => {
    const quotes = open.replace(/^[a-z]+/i, '');
    const isFormatted = /^[a-z]*f/i.test(open);
    // A raw string still has no bare quote after a backslash.
    return quoted(open, quotes, isFormatted ? { interpolation: '{' } : {});
  },
  decode: decodePython,
};

/** The syntax of Dart. */
export const dartSyntax: CodeSyntax = {
  start: /\/[*/]|(?<!\w)r(?:"""|'''|["'])|"""|'''|[{}"'()[\]]/g,
  lineComments: ['//', '#!'],
  nestsComments: true,
  readString: (open) =>
    open.startsWith('r')
      ? quoted(open, open.slice(1), { escape: '' })
      : quoted(open, open, { interpolation: '${' }),
  decode: decodeDart,
};

/** The syntax of Swift. */
export const swiftSyntax: CodeSyntax = {
  start: /\/[*/]|(?<!#)#*"(?:"")?|^#!|[{}()[\]]/gm,
  lineComments: ['//', '#!'],
  nestsComments: true,
  readString: (open) => {
    const quotes = open.replace(/^#+/, '');
    const hashes = open.slice(0, open.length - quotes.length);
    const escape = `\\${hashes}`;
    return {
      ...quoted(open, quotes + hashes, { escape, interpolation: `${escape}(` }),
      isMultiline: quotes.length > 1,
    };
  },
  decode: decodeSwift,
};

/** The syntax of Kotlin. */
export const kotlinSyntax: CodeSyntax = {
  start: /\/[*/]|"""|"|'(?:[^'\\\n]|\\[^\n])'|^#!|[{}()[\]]/gm,
  lineComments: ['//', '#!'],
  nestsComments: true,
  readString: (open) =>
    quoted(open, open, { interpolation: '${', ...(open.length > 1 && { escape: '' }) }),
  decode: decodeKotlin,
};

/** The syntax of JSON with comments. */
export const jsonSyntax: CodeSyntax = {
  start: /\/[*/]|[{}"[\]]/g,
  lineComments: ['//'],
  nestsComments: false,
  readString: (open) => quoted(open, open),
  decode: decodeJson,
};

/** The syntax of TOML. */
export const tomlSyntax: CodeSyntax = {
  start: /#|"""|'''|[{}"'[\]]/g,
  lineComments: ['#'],
  nestsComments: false,
  readString: (open) => quoted(open, open, open.startsWith("'") ? { escape: '' } : {}),
  decode: decodeToml,
};

/** The syntax of YAML. Quotes and number signs are letters in the middle of a plain scalar. */
export const yamlSyntax: CodeSyntax = {
  start: /(?<=^|\s)#|(?<=^|[\s[{,])["']|[{}[\]]/gm,
  lineComments: ['#'],
  nestsComments: false,
  readString: (open) => quoted(open, open, open === "'" ? { escape: '', doublesQuotes: true } : {}),
  decode: decodeYaml,
};

/** The syntax of most languages with comments like those of C. */
export const slashSyntax: CodeSyntax = {
  start: /\/[*/]|"""|["`]|'(?:[^'\\\n]|\\[^\n])'|[{}()[\]]/g,
  lineComments: ['//'],
  nestsComments: false,
  readString: (open) => quoted(open, open, { isMultiline: open !== '"' }),
  decode: decodeSlash,
};

/** The syntax of most languages with comments like those of a shell. */
export const hashSyntax: CodeSyntax = {
  start: /(?<=^|\s)#|["']|[{}()[\]]/gm,
  lineComments: ['#'],
  nestsComments: false,
  readString: (open) => quoted(open, open),
  decode: decodeHash,
};
