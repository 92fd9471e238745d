/** How a language writes comments. */
export interface CommentSyntax {
  /** What a line comment starts with, its decoration included (`///`, `##`); matched where the line's text begins. */
  lineMarkers: readonly RegExp[];
  blockComments: readonly BlockComment[];
}

/** A comment between two marks. */
export interface BlockComment {
  /** Matches the opening mark at the start of the comment. */
  open: RegExp;
  /** Matches the closing mark at the end of the comment. */
  close: RegExp;
  /** What ends the comment wherever it stands: a text that has it inside is more than one comment. */
  endMarker: string;
  /** Whether lines inside may be led by a column of stars. */
  allowsStars?: true;
}

const slashes = /^\/\/(?:[/!]+<?)?/;
const hashes = /^#+/;
const dashes = /^--+(?: \|)?/;
const semicolons = /^;+/;
const percents = /^%+/;
const exclamation = /^!+/;
const apostrophe = /^'+/;
const rem = /^@?rem(?=\s|$)/i;
const colons = /^::+/;

function createBlockComment(open: string, close: string): BlockComment {
  return {
    open: new RegExp(`^${escapeRegExp(open)}`),
    close: new RegExp(`${escapeRegExp(close)}$`),
    endMarker: close,
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[^\w\s]/g, '\\$&');
}

const slashStar: BlockComment = {
  open: /^\/\*+!?/,
  close: /\*+\/$/,
  endMarker: '*/',
  allowsStars: true,
};
const bracedSlashStar: BlockComment = {
  open: /^\{\s*\/\*+/,
  close: /\*+\/\s*\}$/,
  endMarker: '*/',
  allowsStars: true,
};
const createDocString = (quotes: string): BlockComment => ({
  ...createBlockComment(quotes, quotes),
  open: new RegExp(`^[ru]?${quotes}`, 'i'),
});
const htmlComment = createBlockComment('<!--', '-->');
const parenStar: BlockComment = {
  open: /^\(\*+/,
  close: /\*+\)$/,
  endMarker: '*)',
  allowsStars: true,
};
const handlebars = [createBlockComment('{{!--', '--}}'), createBlockComment('{{!', '}}')];
const hashBrace = createBlockComment('{#', '#}');

const syntaxFamilies: readonly [languages: string, CommentSyntax][] = [
  [
    'javascript javascriptreact typescript typescriptreact',
    { lineMarkers: [slashes], blockComments: [slashStar, bracedSlashStar] },
  ],
  [
    'c cpp csharp java go rust swift kotlin scala dart groovy objective-c objective-cpp cuda-cpp json jsonc ' +
      'scss less sass stylus shaderlab hlsl glsl wgsl proto proto3 solidity zig verilog systemverilog typst',
    { lineMarkers: [slashes], blockComments: [slashStar] },
  ],
  ['css postcss', { lineMarkers: [], blockComments: [slashStar] }],
  [
    'html vue vue-html svelte astro',
    { lineMarkers: [slashes], blockComments: [htmlComment, slashStar] },
  ],
  ['php', { lineMarkers: [slashes, hashes], blockComments: [slashStar, htmlComment] }],
  ['xml xsl svg markdown quarto rmd', { lineMarkers: [], blockComments: [htmlComment] }],
  ['mdx', { lineMarkers: [], blockComments: [htmlComment, bracedSlashStar] }],
  ['handlebars', { lineMarkers: [], blockComments: [...handlebars, htmlComment] }],
  [
    'razor aspnetcorerazor',
    { lineMarkers: [], blockComments: [createBlockComment('@*', '*@'), htmlComment] },
  ],
  ['twig jinja-html django-html', { lineMarkers: [], blockComments: [hashBrace, htmlComment] }],
  ['blade', { lineMarkers: [], blockComments: [createBlockComment('{{--', '--}}'), htmlComment] }],
  ['ejs erb', { lineMarkers: [], blockComments: [createBlockComment('<%#', '%>'), htmlComment] }],
  [
    'python starlark',
    { lineMarkers: [hashes], blockComments: [createDocString('"""'), createDocString("'''")] },
  ],
  ['ruby', { lineMarkers: [hashes], blockComments: [createBlockComment('=begin', '=end')] }],
  ['powershell', { lineMarkers: [hashes], blockComments: [createBlockComment('<#', '#>')] }],
  [
    'julia',
    {
      lineMarkers: [hashes],
      blockComments: [createBlockComment('#=', '=#'), createDocString('"""')],
    },
  ],
  ['coffeescript', { lineMarkers: [hashes], blockComments: [createBlockComment('###', '###')] }],
  ['terraform hcl', { lineMarkers: [hashes, slashes], blockComments: [slashStar] }],
  ['gdscript', { lineMarkers: [hashes], blockComments: [createDocString('"""')] }],
  [
    'shellscript fish perl r yaml dockercompose toml makefile cmake dockerfile elixir graphql nim tcl ' +
      'properties dotenv ignore',
    { lineMarkers: [hashes], blockComments: [] },
  ],
  ['ini', { lineMarkers: [semicolons, hashes], blockComments: [] }],
  ['sql', { lineMarkers: [dashes], blockComments: [slashStar] }],
  ['lua', { lineMarkers: [dashes], blockComments: [createBlockComment('--[[', ']]')] }],
  ['haskell elm', { lineMarkers: [dashes], blockComments: [createBlockComment('{-', '-}')] }],
  ['ada vhdl applescript', { lineMarkers: [dashes], blockComments: [] }],
  [
    'clojure lisp commonlisp scheme racket elisp',
    { lineMarkers: [semicolons], blockComments: [createBlockComment('#|', '|#')] },
  ],
  ['asm', { lineMarkers: [semicolons, hashes], blockComments: [slashStar] }],
  [
    'latex tex',
    {
      lineMarkers: [percents],
      blockComments: [createBlockComment('\\begin{comment}', '\\end{comment}')],
    },
  ],
  ['bibtex erlang', { lineMarkers: [percents], blockComments: [] }],
  ['matlab', { lineMarkers: [percents], blockComments: [createBlockComment('%{', '%}')] }],
  ['prolog', { lineMarkers: [percents], blockComments: [slashStar] }],
  ['vb', { lineMarkers: [apostrophe, rem], blockComments: [] }],
  ['bat', { lineMarkers: [rem, colons], blockComments: [] }],
  ['fsharp', { lineMarkers: [slashes], blockComments: [parenStar] }],
  ['ocaml', { lineMarkers: [], blockComments: [parenStar] }],
  ['pascal', { lineMarkers: [slashes], blockComments: [parenStar, createBlockComment('{', '}')] }],
  ['fortran FortranFreeForm fortran-modern', { lineMarkers: [exclamation], blockComments: [] }],
];

const syntaxByLanguageId: ReadonlyMap<string, CommentSyntax> = new Map(
  syntaxFamilies.flatMap(([languages, syntax]) => languages.split(' ').map((id) => [id, syntax])),
);

/** The comments of a language by its VS Code language id; undefined for one without comments, or unknown. */
export function getCommentSyntax(languageId: string): CommentSyntax | undefined {
  return syntaxByLanguageId.get(languageId);
}
