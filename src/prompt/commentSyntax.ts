/** How a language writes comments. */
export interface CommentSyntax {
  /** What a line comment starts with, its decoration included (`///`, `##`); matched where the line's text begins. */
  lines: readonly RegExp[];
  blocks: readonly BlockComment[];
}

/** A comment between two marks. */
export interface BlockComment {
  /** Matches the opening mark at the start of the comment. */
  open: RegExp;
  /** Matches the closing mark at the end of the comment. */
  close: RegExp;
  /** What ends the comment wherever it stands: a text that has it inside is more than one comment. */
  end: string;
  /** Whether lines inside may be led by a column of stars. */
  stars?: true;
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

function between(open: string, close: string): BlockComment {
  return {
    open: new RegExp(`^${literal(open)}`),
    close: new RegExp(`${literal(close)}$`),
    end: close,
  };
}

function literal(text: string): string {
  return text.replace(/[^\w\s]/g, '\\$&');
}

const slashStar: BlockComment = {
  open: /^\/\*+!?/,
  close: /\*+\/$/,
  end: '*/',
  stars: true,
};
const bracedSlashStar: BlockComment = {
  open: /^\{\s*\/\*+/,
  close: /\*+\/\s*\}$/,
  end: '*/',
  stars: true,
};
const docString = (quotes: string): BlockComment => ({
  ...between(quotes, quotes),
  open: new RegExp(`^[ru]?${quotes}`, 'i'),
});
const markup = between('<!--', '-->');
const parenStar: BlockComment = { open: /^\(\*+/, close: /\*+\)$/, end: '*)', stars: true };
const handlebars = [between('{{!--', '--}}'), between('{{!', '}}')];
const hashBrace = between('{#', '#}');

const families: readonly [languages: string, CommentSyntax][] = [
  [
    'javascript javascriptreact typescript typescriptreact',
    { lines: [slashes], blocks: [slashStar, bracedSlashStar] },
  ],
  [
    'c cpp csharp java go rust swift kotlin scala dart groovy objective-c objective-cpp cuda-cpp json jsonc ' +
      'scss less sass stylus shaderlab hlsl glsl wgsl proto proto3 solidity zig verilog systemverilog typst',
    { lines: [slashes], blocks: [slashStar] },
  ],
  ['css postcss', { lines: [], blocks: [slashStar] }],
  ['html vue vue-html svelte astro', { lines: [slashes], blocks: [markup, slashStar] }],
  ['php', { lines: [slashes, hashes], blocks: [slashStar, markup] }],
  ['xml xsl svg markdown quarto rmd', { lines: [], blocks: [markup] }],
  ['mdx', { lines: [], blocks: [markup, bracedSlashStar] }],
  ['handlebars', { lines: [], blocks: [...handlebars, markup] }],
  ['razor aspnetcorerazor', { lines: [], blocks: [between('@*', '*@'), markup] }],
  ['twig jinja-html django-html', { lines: [], blocks: [hashBrace, markup] }],
  ['blade', { lines: [], blocks: [between('{{--', '--}}'), markup] }],
  ['ejs erb', { lines: [], blocks: [between('<%#', '%>'), markup] }],
  ['python starlark', { lines: [hashes], blocks: [docString('"""'), docString("'''")] }],
  ['ruby', { lines: [hashes], blocks: [between('=begin', '=end')] }],
  ['powershell', { lines: [hashes], blocks: [between('<#', '#>')] }],
  ['julia', { lines: [hashes], blocks: [between('#=', '=#'), docString('"""')] }],
  ['coffeescript', { lines: [hashes], blocks: [between('###', '###')] }],
  ['terraform hcl', { lines: [hashes, slashes], blocks: [slashStar] }],
  ['gdscript', { lines: [hashes], blocks: [docString('"""')] }],
  [
    'shellscript fish perl r yaml dockercompose toml makefile cmake dockerfile elixir graphql nim tcl ' +
      'properties dotenv ignore',
    { lines: [hashes], blocks: [] },
  ],
  ['ini', { lines: [semicolons, hashes], blocks: [] }],
  ['sql', { lines: [dashes], blocks: [slashStar] }],
  ['lua', { lines: [dashes], blocks: [between('--[[', ']]')] }],
  ['haskell elm', { lines: [dashes], blocks: [between('{-', '-}')] }],
  ['ada vhdl applescript', { lines: [dashes], blocks: [] }],
  [
    'clojure lisp commonlisp scheme racket elisp',
    { lines: [semicolons], blocks: [between('#|', '|#')] },
  ],
  ['asm', { lines: [semicolons, hashes], blocks: [slashStar] }],
  ['latex tex', { lines: [percents], blocks: [between('\\begin{comment}', '\\end{comment}')] }],
  ['bibtex erlang', { lines: [percents], blocks: [] }],
  ['matlab', { lines: [percents], blocks: [between('%{', '%}')] }],
  ['prolog', { lines: [percents], blocks: [slashStar] }],
  ['vb', { lines: [apostrophe, rem], blocks: [] }],
  ['bat', { lines: [rem, colons], blocks: [] }],
  ['fsharp', { lines: [slashes], blocks: [parenStar] }],
  ['ocaml', { lines: [], blocks: [parenStar] }],
  ['pascal', { lines: [slashes], blocks: [parenStar, between('{', '}')] }],
  ['fortran FortranFreeForm fortran-modern', { lines: [exclamation], blocks: [] }],
];

const byLanguage: ReadonlyMap<string, CommentSyntax> = new Map(
  families.flatMap(([languages, syntax]) => languages.split(' ').map((id) => [id, syntax])),
);

/** The comments of a language by its VS Code language id; undefined for one without comments, or unknown. */
export function commentSyntaxOf(languageId: string): CommentSyntax | undefined {
  return byLanguage.get(languageId);
}
