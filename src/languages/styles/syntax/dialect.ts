/** What differs between the languages of styles. */
export interface StyleDialect {
  /** Whether `//` starts a comment anywhere. CSS has none, but users expect one on a line that starts with it. */
  readonly hasLineComments: boolean;
  /** Whether indentation can make blocks, as in Sass and Stylus. */
  readonly isIndented: boolean;
  /** Whether braces can make blocks. */
  readonly hasBraces: boolean;
  /** Whether a property can be written without a colon, and a variable without a prefix, as in Stylus. */
  readonly hasOptionalColons: boolean;
  /** How a list is written that is one argument of several. */
  readonly listArgument: 'parentheses' | 'semicolon';
}

const css: StyleDialect = {
  hasLineComments: false,
  isIndented: false,
  hasBraces: true,
  hasOptionalColons: false,
  listArgument: 'parentheses',
};

/** The dialects by name. PostCSS reads CSS, and what its plugins add to it. */
export const styleDialects = {
  css,
  scss: { ...css, hasLineComments: true },
  less: { ...css, hasLineComments: true, listArgument: 'semicolon' },
  sass: { ...css, hasLineComments: true, isIndented: true, hasBraces: false },
  stylus: { ...css, hasLineComments: true, isIndented: true, hasOptionalColons: true },
} as const satisfies Readonly<Record<string, StyleDialect>>;
