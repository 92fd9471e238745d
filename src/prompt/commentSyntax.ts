/** The comments of a language as a VS Code language configuration has them; see `vscode.CommentRule`. */
export interface CommentRule {
  readonly lineComment?: string | undefined;
  /** The marker that opens a comment and the one that closes it. */
  readonly blockComment?: readonly [open: string, close: string] | undefined;
}

/** How the comments of a language are recognized. */
export interface CommentSyntax {
  /** Each matches a marker with its decoration (`///`, `##`) at the start of the text of a line. */
  readonly lineMarkers: readonly RegExp[];
  readonly blockComments: readonly BlockComment[];
}

/** A comment between two markers. */
export interface BlockComment {
  /** Matches the opening marker at the start of the comment. */
  readonly open: RegExp;
  /** Matches the closing marker at the end of the comment. */
  readonly close: RegExp;
  /** Ends the comment: text that contains it is more than one comment. */
  readonly endMarker: string;
  /** Whether the lines of the comment may start with a column of stars. */
  readonly allowsStars: boolean;
}

type BlockMarkers = readonly [open: string, close: string];

const slashStar: BlockMarkers = ['/*', '*/'];
const bracedSlashStar: BlockMarkers = ['{/*', '*/}'];
const parenStar: BlockMarkers = ['(*', '*)'];
const htmlComment: BlockMarkers = ['<!--', '-->'];
const docString: BlockMarkers = ['"""', '"""'];

/**
 * Comments that language configurations do not provide. A configuration has one line comment and one block
 * comment, while PHP also has `#`, batch files `::`, and HTML the comments of its scripts and styles. And in a
 * remote window (SSH, WSL, container), `vscode.extensions.all` lacks extensions without code, such as those of
 * the built-in languages, because VS Code runs them on the local machine.
 */
const builtInComments: readonly [
  languageIds: string,
  lineMarkers: string,
  blockComments?: readonly BlockMarkers[],
][] = [
  [
    'c cpp csharp java go rust swift kotlin scala dart groovy objective-c objective-cpp cuda-cpp json jsonc ' +
      'scss less sass stylus shaderlab hlsl glsl wgsl proto proto3 solidity zig verilog systemverilog typst',
    '//',
    [slashStar],
  ],
  ['javascript javascriptreact typescript typescriptreact', '//', [slashStar, bracedSlashStar]],
  ['css postcss', '', [slashStar]],
  ['html vue vue-html svelte astro', '//', [htmlComment, slashStar]],
  ['php', '// #', [slashStar, htmlComment]],
  ['xml xsl svg markdown quarto rmd', '', [htmlComment]],
  ['mdx', '', [htmlComment, bracedSlashStar]],
  ['handlebars', '', [['{{!--', '--}}'], ['{{!', '}}'], htmlComment]],
  ['razor aspnetcorerazor', '', [['@*', '*@'], htmlComment]],
  ['twig jinja-html django-html', '', [['{#', '#}'], htmlComment]],
  ['blade', '', [['{{--', '--}}'], htmlComment]],
  ['ejs erb', '', [['<%#', '%>'], htmlComment]],
  ['python starlark', '#', [docString, ["'''", "'''"]]],
  ['ruby', '#', [['=begin', '=end']]],
  ['powershell', '#', [['<#', '#>']]],
  ['julia', '#', [['#=', '=#'], docString]],
  ['coffeescript', '#', [['###', '###']]],
  ['terraform hcl', '# //', [slashStar]],
  ['gdscript', '#', [docString]],
  [
    'shellscript fish perl r yaml dockercompose toml makefile cmake dockerfile elixir graphql nim tcl ' +
      'properties dotenv ignore',
    '#',
  ],
  ['ini', '; #'],
  ['sql', '--', [slashStar]],
  ['lua', '--', [['--[[', ']]']]],
  ['haskell elm', '--', [['{-', '-}']]],
  ['ada vhdl applescript', '--'],
  ['clojure lisp commonlisp scheme racket elisp', ';', [['#|', '|#']]],
  ['asm', '; #', [slashStar]],
  ['latex tex', '%', [['\\begin{comment}', '\\end{comment}']]],
  ['bibtex erlang', '%'],
  ['matlab', '%', [['%{', '%}']]],
  ['prolog', '%', [slashStar]],
  ['vb', "' REM"],
  ['bat', 'REM @REM ::'],
  ['fsharp', '//', [parenStar]],
  ['ocaml', '', [parenStar]],
  ['pascal', '//', [parenStar, ['{', '}']]],
  ['fortran FortranFreeForm fortran-modern', '!'],
];

const builtInByLanguageId: ReadonlyMap<string, readonly CommentRule[]> = new Map(
  builtInComments.flatMap(([languageIds, lineMarkers, blockComments = []]) => {
    const rules: CommentRule[] = [
      ...lineMarkers.split(' ').map((lineComment) => ({ lineComment })),
      ...blockComments.map((blockComment) => ({ blockComment })),
    ];
    return languageIds.split(' ').map((id) => [id, rules]);
  }),
);

/**
 * The comments of a language.
 * @param installedRules from the configurations of the installed extensions
 * @returns undefined for a language without comments
 */
export function getCommentSyntax(
  languageId: string,
  installedRules: readonly CommentRule[],
): CommentSyntax | undefined {
  const rules = [...(builtInByLanguageId.get(languageId) ?? []), ...installedRules];
  const lineMarkers = rules.flatMap(({ lineComment = '' }) => lineComment.trim() || []);
  const blockMarkers = rules.flatMap(({ blockComment: [open, close] = ['', ''] }) =>
    // Some configurations have a space for the end of the line.
    open.trim() !== '' && close.trim() !== '' ? [[open.trim(), close.trim()] as const] : [],
  );
  if (lineMarkers.length === 0 && blockMarkers.length === 0) return undefined;
  return {
    lineMarkers: [...new Set(lineMarkers)].map(createLinePattern),
    blockComments: blockMarkers.map(createBlockComment),
  };
}

function createLinePattern(marker: string): RegExp {
  if (marker === '//') return /^\/\/(?:[/!]+<?)?/;
  if (marker === '--') return /^--+(?: \|)?/;
  // reStructuredText, where the same dots start directives, footnotes, targets and substitutions.
  if (marker === '..') return /^\.\.(?=\s|$)(?!\s+(?:\S+::|[[_|]))/;
  const pattern = escapeRegExp(marker);
  // A word, such as REM.
  if (/\w$/.test(marker)) return new RegExp(`^${pattern}(?=\\s|$)`, 'i');
  const isRepeatable = /^([#;%!':])\1*$/.test(marker);
  return new RegExp(`^${pattern}${isRepeatable ? `${marker.slice(0, 1)}*` : ''}`);
}

function createBlockComment([open, close]: BlockMarkers): BlockComment {
  const comment = {
    open: new RegExp(`^${escapeRegExp(open)}`),
    close: new RegExp(`${escapeRegExp(close)}$`),
    endMarker: close,
    allowsStars: false,
  };
  switch (open) {
    case '/*':
      return { ...comment, open: /^\/\*+!?/, close: /(?<!\*)\*+\/$/, allowsStars: true };
    case '{/*':
      return {
        open: /^\{\s*\/\*+/,
        close: /(?<!\*)\*+\/\s*\}$/,
        endMarker: '*/',
        allowsStars: true,
      };
    case '(*':
      return { ...comment, open: /^\(\*+/, close: /(?<!\*)\*+\)$/, allowsStars: true };
    case '"""':
    case "'''":
      return { ...comment, open: new RegExp(`^[ru]?${open}`, 'i') };
    default:
      return comment;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[^\w\s]/g, '\\$&');
}
