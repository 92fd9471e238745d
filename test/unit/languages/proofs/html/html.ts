import ejs from 'ejs';
import handlebars from 'handlebars';
import { Liquid } from 'liquidjs';
import nunjucks from 'nunjucks';
import { Engine } from 'php-parser';
import { readHtml } from './readHtml.ts';
import { readVue } from './readVue.ts';
import type { LanguageProof } from '../languageProof.ts';

const page = (body: string) =>
  `<!doctype html>\n<html>\n<head>\n  <title>x</title>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

/** Places that every language around HTML has. */
const places: Readonly<Record<string, string>> = {
  'the start of a page': `‸${page('<p>Text</p>')}`,
  'the head of a page': page('<p>Text</p>').replace('</head>', '‸</head>'),
  'an empty line': page('  <main>\n    ‸\n  </main>'),
  'the end of a paragraph': page('<p>A fox runs.‸</p>'),
  'the middle of a line': page('<p>one‸two</p>'),
  'a selection': page('<p>a «fox» runs</p>'),
  'a list': page('<ul>\n  <li>one</li>\n  ‸\n</ul>'),
  'a table cell': page('<table><tr><td>‸</td></tr></table>'),
  'a table row': page('<table><tr><td>a</td>‸</tr></table>'),
  'an empty image': page('<img alt="‸">'),
  'the tag of an element': page('<div ‸class="a"></div>'),
  'the source of an image': page('<img src="‸">'),
  'a partial path': page("<img src='images/‸'>"),
  'an unquoted value': page('<img src=‸>'),
};
const placesWithoutAlt = ['the source of an image', 'a partial path', 'an unquoted value'];

/** A language whose engine writes HTML. */
function prove(
  languageId: string,
  fileName: string,
  tool: string,
  render: (document: string) => string | Promise<string>,
  ownPlaces: Readonly<Record<string, string>>,
  ownPlacesWithoutAlt: readonly string[] = [],
): LanguageProof {
  return {
    languageId,
    fileName,
    tool,
    places: { ...places, ...ownPlaces },
    placesWithoutAlt: [...placesWithoutAlt, ...ownPlacesWithoutAlt],
    read: async (document) => readHtml(await render(document)),
  };
}

/** Takes away what an engine that is not here would run. */
function strip(code: RegExp): (document: string) => string {
  return (document) => document.replace(code, '');
}

const environment = new nunjucks.Environment(null, { autoescape: true });
const renderNunjucks = (document: string) => environment.renderString(document, { a: true });
const liquid = new Liquid();
const php = new Engine({ parser: { suppressErrors: false } });

/** The HTML of PHP, whose code has to be valid. */
function renderPhp(document: string): string {
  php.parseCode(document, 'page.php');
  return php
    .tokenGetAll(document)
    .flatMap((token) =>
      typeof token !== 'string' && token[0] === 'T_INLINE_HTML' ? [String(token[1])] : [],
    )
    .join('');
}

const braces: Readonly<Record<string, string>> = {
  'a condition': '{% if a %}\n  ‸\n{% endif %}',
  'next to output': '<p>{{ a }} ‸and</p>',
  'a string in output': '<img src="{{ \'‸\' }}">',
  'output without a string': '<img src="{{ «a» }}">',
};
const bracesWithoutAlt = ['a string in output', 'output without a string'];

/** HTML and the languages around it. */
export const htmlProofs: readonly LanguageProof[] = [
  prove(
    'html',
    'index.html',
    'parse5 8',
    (document) => document,
    {
      'a drawing': '<svg>\n  ‸\n</svg>',
      'a set of sources': '<img srcset="a.png 1x, ‸ 2x">',
      'a poster': '<video poster="‸"></video>',
      'an object': '<object data="‸"></object>',
      'a page preview': '<meta property="og:image" content="‸">',
      declarations: '<p style="background: ‸">x</p>',
      'a style sheet': '<style>\n.a { background: ‸ }\n</style>',
      'a comment': '<!-- ‸ -->',
      'a title': '<p title="‸">x</p>',
    },
    [
      'a set of sources',
      'a poster',
      'an object',
      'a page preview',
      'declarations',
      'a style sheet',
      'a comment',
      'a title',
    ],
  ),
  prove('php', 'index.php', 'php-parser 3, parse5 8', renderPhp, {
    'a condition': '<?php if ($a): ?>\n  ‸\n<?php endif; ?>',
    'next to output': '<p><?= $a ?> ‸and</p>',
    'after code': '‸<?php $a = 1; ?>\n<p>x</p>',
  }),
  prove('nunjucks', 'index.njk', 'nunjucks 3, parse5 8', renderNunjucks, braces, bracesWithoutAlt),
  prove('jinja-html', 'index.j2', 'nunjucks 3, parse5 8', renderNunjucks, braces, bracesWithoutAlt),
  prove('twig', 'index.twig', 'nunjucks 3, parse5 8', renderNunjucks, braces, bracesWithoutAlt),
  prove(
    'liquid',
    'index.liquid',
    'liquidjs 10, parse5 8',
    (document) => String(liquid.parseAndRenderSync(document, { a: true })),
    braces,
    bracesWithoutAlt,
  ),
  prove('django-html', 'index.html', 'parse5 8', strip(/\{[%{#].*?[%}#]\}/gs), {
    'a condition': '{% if a %}\n  ‸\n{% endif %}',
    'next to output': '<p>{{ a }} ‸and</p>',
    'the start of a template': '‸{% load static %}\n<p>x</p>',
  }),
  prove(
    'handlebars',
    'index.hbs',
    'handlebars 4, parse5 8',
    (document) => handlebars.compile(document)({ a: true }),
    { 'a condition': '{{#if a}}\n  ‸\n{{/if}}', 'next to output': '<p>{{a}} ‸and</p>' },
  ),
  prove(
    'ejs',
    'index.ejs',
    'ejs 7, parse5 8',
    (document) => ejs.render(document, { a: true }),
    {
      'a condition': '<% if (a) { %>\n  ‸\n<% } %>',
      'next to output': '<p><%= a %> ‸and</p>',
      'a string in output': '<img src="<%- \'‸\' %>">',
      'output without a string': '<img src="<%= «a» %>">',
    },
    bracesWithoutAlt,
  ),
  prove('erb', 'index.html.erb', 'ejs 7, parse5 8', (document) => ejs.render(document, {}), {
    'next to output': '<p><%= 1 + 1 %> ‸and</p>',
    'after a comment': '<%# c %>\n‸\n<p>x</p>',
  }),
  prove(
    'blade',
    'index.blade.php',
    'parse5 8',
    strip(/\{\{.*?\}\}|\{!!.*?!!\}|<\?.*?\?>|@\w+(?:\s*\([^()]*\))?/gs),
    {
      'a condition': '@if ($a > 1)\n  ‸\n@endif',
      'next to output': '<p>{{ $a }} ‸and</p>',
      'the start of a view': "‸@extends('app')\n@section('content')\n  <p>x</p>\n@endsection",
    },
  ),
  prove(
    'razor',
    'Index.cshtml',
    'parse5 8',
    strip(/@\*.*?\*@|@(?:\w[\w.]*(?:\s*\([^()]*\))?|\(.*?\)|\{.*?\})/gs),
    {
      'a condition': '@if (a < b) {\n  ‸\n}',
      'next to output': '<p>@Model.Name ‸and</p>',
      'the start of a page': '‸@page\n@model Index\n<p>x</p>',
    },
  ),
  {
    languageId: 'vue',
    fileName: 'App.vue',
    tool: '@vue/compiler-sfc 3',
    places: {
      'the start of a component': '‸<template>\n  <p>x</p>\n</template>\n',
      'between blocks':
        '<script setup>\nconst a = 1;\n</script>\n‸\n<template>\n  <main>\n    <p>x</p>\n  </main>\n</template>\n',
      'an empty line': '<template>\n  <main>\n    ‸\n  </main>\n</template>\n',
      'the end of a paragraph': '<template>\n  <p>A fox.‸</p>\n</template>\n',
      'the middle of a line': '<template>\n  <p>one‸two</p>\n</template>\n',
      'next to output': '<template>\n  <p>{{ a }} ‸and</p>\n</template>\n',
      'a list': '<template>\n  <ul>\n    ‸\n  </ul>\n</template>\n',
      'a component without a template': '<script setup>\nconst a = 1;\n</script>\n‸',
      'an empty image': '<template>\n  <img alt="‸">\n</template>\n',
      'the source of an image': '<template>\n  <img src="‸">\n</template>\n',
      'a partial path': '<template>\n  <img src="./‸" />\n</template>\n',
      'a set of sources': '<template>\n  <img srcset="./a.png 1x, ‸ 2x">\n</template>\n',
      'a poster': '<template>\n  <video poster="‸"></video>\n</template>\n',
      'an expression': '<template>\n  <img :src="«a»">\n</template>\n',
    },
    placesWithoutAlt: [
      'the source of an image',
      'a partial path',
      'a set of sources',
      'a poster',
      'an expression',
    ],
    read: readVue,
  },
];
