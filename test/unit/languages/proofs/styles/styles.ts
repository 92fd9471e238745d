import { parse, walk } from 'css-tree';
import less from 'less';
import postcss from 'postcss';
import { compileString } from 'sass';
import stylus from 'stylus';
import type { FoundImage, LanguageProof } from '../languageProof.ts';

/** All images of a style sheet that the specification of CSS accepts. */
function readCss(text: string): readonly FoundImage[] {
  const errors: Error[] = [];
  const images: FoundImage[] = [];
  const tree = parse(text, {
    parseCustomProperty: true,
    onParseError: (error) => errors.push(error),
  });
  if (errors.length > 0) return [];
  walk(tree, ({ type, value }) => {
    if (type === 'Url' && typeof value === 'string') images.push(toImage(value));
  });
  return images;
}

function readPostcss(text: string): readonly FoundImage[] {
  const images: FoundImage[] = [];
  postcss.parse(text).walkDecls(({ value }) => {
    for (const [, path = ''] of value.matchAll(/url\("?([^")]*)"?\)/g)) images.push(toImage(path));
  });
  return images;
}

function toImage(path: string): FoundImage {
  return { path: decodeURIComponent(path), alt: undefined };
}

/** The images of what a compiler makes of a document, or none of a document that it rejects. */
function afterCompiling(compile: (text: string) => string | Promise<string>) {
  return async (text: string): Promise<readonly FoundImage[]> => {
    let css: string;
    try {
      css = await compile(text);
    } catch {
      return [];
    }
    return readCss(css.replace(/^\uFEFF|^@charset "[^"]*";/, ''));
  };
}

const cssPlaces = {
  rule: '.a {\n  color: red;\n  ‸\n}\n',
  value: '.a {\n  background-image: ‸;\n}\n',
  list: '.a { background: url(a.png), ‸; }\n',
  color: '.a { background: red ‸; }\n',
  quoted: '.a { background: url("../‸"); }\n',
  unquoted: '.a { background: url(‸); }\n',
  selector: '.a‸ {\n}\n',
  start: '‸.a {\n}\n',
  afterImport: '‸@import "a.css";\n.a {\n}\n',
  media: '@media print {\n  ‸\n}\n',
  selected: '.a {\n  «color: red;»\n}\n',
};

function prove(
  languageId: string,
  fileName: string,
  tool: string,
  places: Readonly<Record<string, string>>,
  read: LanguageProof['read'],
): LanguageProof {
  return { languageId, fileName, tool, places, placesWithoutAlt: Object.keys(places), read };
}

const { afterImport: _, ...nestedPlaces } = cssPlaces;

const indentedPlaces = {
  rule: '.a\n  color: red\n  ‸\n',
  value: '.a\n  background-image: ‸\n',
  list: '.a\n  background: url(a.png), ‸\n',
  quoted: '.a\n  background: url("../‸")\n',
  unquoted: '.a\n  background: url(‸)\n',
  selector: '.a‸\n  color: red\n',
  start: '‸.a\n  color: red\n',
  media: '@media print\n  ‸\n',
};

/** The proofs of the languages of styles. */
export const styleProofs: readonly LanguageProof[] = [
  prove(
    'css',
    'a.css',
    'css-tree 3',
    {
      ...cssPlaces,
      variable: ':root { --a: ‸; }\n',
      imageSet: '.a { background: image-set(‸); }\n',
    },
    readCss,
  ),
  prove('postcss', 'a.pcss', 'postcss 8', cssPlaces, readPostcss),
  prove(
    'scss',
    'a.scss',
    'sass 1',
    {
      ...nestedPlaces,
      variable: '$a: ‸;\n.a { background: $a; }\n',
      map: '@use "sass:map";\n$a: ("x": ‸);\n.a { background: map.get($a, "x"); }\n',
      mixin: '@mixin b($x) { background: $x; }\n.a { @include b(‸); }\n',
      nested: '.a {\n  &:hover {\n    ‸\n  }\n}\n',
      afterUse: '‸@use "sass:math";\n.a { width: math.div(4px, 2); }\n',
    },
    afterCompiling((text) => compileString(text).css),
  ),
  prove(
    'sass',
    'a.sass',
    'sass 1',
    {
      ...indentedPlaces,
      variable: '$a: ‸\n.a\n  background: $a\n',
      mixin: '=b($x)\n  background: $x\n.a\n  +b(‸)\n',
      afterUse: '‸@use "sass:math"\n.a\n  width: math.div(4px, 2)\n',
    },
    afterCompiling((text) => compileString(text, { syntax: 'indented' }).css),
  ),
  prove(
    'less',
    'a.less',
    'less 4',
    {
      ...nestedPlaces,
      variable: '@a: ‸;\n.a { background: @a; }\n',
      mixin: '.b(@x) { background: @x; }\n.a { .b(‸); }\n',
      escaped: '.a { background: ~"url(‸)"; }\n',
    },
    afterCompiling(async (text) => (await less.render(text)).css),
  ),
  prove(
    'stylus',
    'a.styl',
    'stylus 0.64',
    {
      ...indentedPlaces,
      variable: 'a = ‸\n.a\n  background a\n',
      mixin: 'b(x)\n  background x\n.a\n  b(‸)\n',
      noColon: '.a\n  background ‸\n',
      braces: '.a {\n  ‸\n}\n',
    },
    afterCompiling((text) => stylus.render(text)),
  ),
];
