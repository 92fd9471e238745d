import { blade } from '../../../../src/languages/html/blade.ts';
import { django } from '../../../../src/languages/html/django.ts';
import { ejs } from '../../../../src/languages/html/ejs.ts';
import { erb } from '../../../../src/languages/html/erb.ts';
import { handlebars } from '../../../../src/languages/html/handlebars.ts';
import { html } from '../../../../src/languages/html/html.ts';
import { jinja } from '../../../../src/languages/html/jinja.ts';
import { liquid } from '../../../../src/languages/html/liquid.ts';
import { nunjucks } from '../../../../src/languages/html/nunjucks.ts';
import { php } from '../../../../src/languages/html/php.ts';
import { razor } from '../../../../src/languages/html/razor.ts';
import { twig } from '../../../../src/languages/html/twig.ts';
import { cat, fox, testInsertions } from './testInsertions.ts';

describe('Images in template languages', () => {
  describe('in PHP', () => {
    testInsertions(php, [
      [
        '<div>\n  <?php if ($a): ?>\n    ‸\n  <?php endif; ?>\n</div>',
        '<div>\n  <?php if ($a): ?>\n    IMG\n  <?php endif; ?>\n</div>',
      ],
      ['<?php ‸ ?>', "<?php 'images/fox.png'; ?>", 'pathInCode'],
      ['<?= ‸ ?>', "<?= 'images/fox.png' ?>", 'pathInCode'],
      ["<?php $a = '‸';", "<?php $a = 'images/fox.png';"],
      ['<?php $a = "images/‸";', '<?php $a = "images/fox.png";'],
      ['<?php $a = ‸;', "<?php $a = 'images/fox.png';", 'pathInCode'],
      ['<?php\n// ‸\n$a = 1;', '<?php\n// images/fox.png\n$a = 1;', 'pathInComment'],
      ['<?php\n/* ‸ */\n$a = 1;', '<?php\n/* images/fox.png */\n$a = 1;', 'pathInComment'],
      [
        '‸<?php\n\nnamespace App;\n',
        '<?php\n// images/fox.png\n\nnamespace App;\n',
        'pathInCode',
        'moved',
      ],
      ['‸<?php $a = 1; ?>\n<p>x</p>', '<?php $a = 1; ?>\nIMG\n<p>x</p>', 'moved'],
      ['<img src="<?= $base ?>/‸">', '<img src="<?= $base ?>/images/fox.png">'],
      ['<p>Hello <?= $name ?>‸</p>', '<p>Hello <?= $name ?></p>\nIMG'],
      [
        '<p class="<?= $a > 1 ? "a" : "b" ?>">‸</p>',
        '<p class="<?= $a > 1 ? "a" : "b" ?>">IMG</p>',
      ],
      [`<?php echo '<img src="‸">'; ?>`, `<?php echo '<img src="images/fox.png">'; ?>`],
    ]);
  });

  describe('in Blade', () => {
    testInsertions(blade, [
      [
        '<div>\n  @if ($a > 1)\n    ‸\n  @endif\n</div>',
        '<div>\n  @if ($a > 1)\n    IMG\n  @endif\n</div>',
      ],
      [`<img src="{{ asset('‸') }}">`, `<img src="{{ asset('images/fox.png') }}">`],
      ['<img src="{{ ‸ }}">', `<img src="{{ 'images/fox.png' }}">`, 'pathInCode'],
      ['{{-- ‸ --}}', '{{-- images/fox.png --}}', 'pathInComment'],
      ['@include(‸)', "@include('images/fox.png')", 'pathInCode'],
      [
        "‸@extends('app')\n\n@section('title', 'x')\n\n@section('content')\n  <p>x</p>\n@endsection",
        "@extends('app')\n\n@section('title', 'x')\n\n@section('content')\n  IMG\n  <p>x</p>\n@endsection",
        'moved',
      ],
      [
        '‸<x-app-layout>\n  <p>x</p>\n</x-app-layout>\n',
        '<x-app-layout>\n  IMG\n  <p>x</p>\n</x-app-layout>\n',
        'moved',
      ],
      [
        '<x-alert />\n<x-layouts.app>\n  x\n</x-layouts.app>\n‸',
        '<x-alert />\n<x-layouts.app>\n  x\n  IMG\n</x-layouts.app>\n',
        'moved',
      ],
      [
        "‸@props(['a'])\n\n<x-base>\n  <p>x</p>\n</x-base>",
        "@props(['a'])\n\n<x-base>\n  IMG\n  <p>x</p>\n</x-base>",
        'moved',
      ],
      ['‸<x-button>Save</x-button>', 'IMG\n<x-button>Save</x-button>'],
      ['<x-icon /><p>‸</p>', '<x-icon /><p>IMG</p>'],
      ['Mail a@b.c ‸now', 'Mail a@b.c IMG now'],
      ['@php\n  $a = ‸;\n@endphp', "@php\n  $a = 'images/fox.png';\n@endphp", 'pathInCode'],
    ]);
  });

  describe('in Twig, Jinja, Django, and Nunjucks', () => {
    testInsertions(twig, [
      [
        "‸{% extends 'base.twig' %}\n\n{% block title %}x{% endblock %}\n{% block body %}\n  <p>x</p>\n{% endblock %}",
        "{% extends 'base.twig' %}\n\n{% block title %}x{% endblock %}\n{% block body %}\n  IMG\n  <p>x</p>\n{% endblock %}",
        'moved',
      ],
      ['<img src="{{ asset(\'images/‸\') }}">', '<img src="{{ asset(\'images/fox.png\') }}">'],
      ['{# ‸ #}', '{# images/fox.png #}', 'pathInComment'],
      ['<p>{{ "}}" }}‸</p>', '<p>{{ "}}" }}</p>\nIMG'],
    ]);
    testInsertions(jinja, [
      [
        '<ul>\n  {% for x in xs %}\n    ‸\n  {% endfor %}\n</ul>',
        '<ul>\n  {% for x in xs %}\n    <li>IMG</li>\n  {% endfor %}\n</ul>',
      ],
      [
        '<ul>\n  {% for x in xs %}‸\n    <li>x</li>\n  {% endfor %}\n</ul>',
        '<ul>\n  {% for x in xs %}\n    <li>IMG</li>\n    <li>x</li>\n  {% endfor %}\n</ul>',
      ],
      ['{{ ‸ }}', "{{ 'images/fox.png' }}", 'pathInCode'],
      ['{% set a = ‸ %}', "{% set a = 'images/fox.png' %}", 'pathInCode'],
      ["{% set a = '‸' %}", "{% set a = 'images/fox.png' %}"],
      ['{‸% if x %}a{% endif %}', '{% if x %}IMG a{% endif %}'],
      [
        '<div {% if a %}class="a"{% endif %}>‸</div>',
        '<div {% if a %}class="a"{% endif %}>IMG</div>',
      ],
    ]);
    testInsertions(django, [
      ['<img src="{% static \'‸\' %}">', '<img src="{% static \'images/fox.png\' %}">'],
      ['<img src="{% static ‸ %}">', '<img src="{% static \'images/fox.png\' %}">', 'pathInCode'],
      [
        '{% comment %} ‸ {% endcomment %}',
        '{% comment %} images/fox.png {% endcomment %}',
        'pathInComment',
      ],
      ['‸{% load static %}\n<p>x</p>', '{% load static %}\nIMG\n<p>x</p>', 'moved'],
    ]);
    testInsertions(nunjucks, [
      [
        '---\ntitle: x\ncover: ‸\n---\n',
        '---\ntitle: x\ncover: images/fox.png\n---\n',
        'pathInCode',
      ],
      ['<p>{{ a }} ‸and {{ b }}</p>', '<p>{{ a }} IMG and {{ b }}</p>'],
    ]);
  });

  describe('in Liquid and Handlebars', () => {
    testInsertions(liquid, [
      ["{{ '‸' | relative_url }}", "{{ 'images/fox.png' | relative_url }}"],
      ['‸---\nlayout: page\n---\n<p>x</p>', '---\nlayout: page\n---\nIMG\n<p>x</p>', 'moved'],
      [
        '{% comment %}‸{% endcomment %}',
        '{% comment %}images/fox.png{% endcomment %}',
        'pathInComment',
      ],
      ['{%- if a -%}\n  ‸\n{%- endif -%}', '{%- if a -%}\n  IMG\n{%- endif -%}'],
    ]);
    testInsertions(handlebars, [
      ['{{#if a}}\n  ‸\n{{/if}}', '{{#if a}}\n  IMG\n{{/if}}'],
      ['<img src="{{asset "‸"}}">', '<img src="{{asset "images/fox.png"}}">'],
      ['<img src="{{asset ‸}}">', '<img src="{{asset "images/fox.png" }}">', 'pathInCode'],
      ['{{!-- ‸ --}}', '{{!-- images/fox.png --}}', 'pathInComment'],
      ['{{! ‸ }}', '{{! images/fox.png }}', 'pathInComment'],
    ]);
  });

  describe('in Razor', () => {
    testInsertions(razor, [
      ['‸@page\n@model Index\n<p>x</p>', '@page\n@model Index\nIMG\n<p>x</p>', 'moved'],
      [
        '‸@page\n@model Index\n@using System.Globalization\n\n<p>x</p>',
        '@page\n@model Index\n@using System.Globalization\nIMG\n\n<p>x</p>',
        'moved',
      ],
      ['@using System.‸IO\n<p>x</p>', '@using System.IO\nIMG\n<p>x</p>'],
      ['@using System‸\n<p>x</p>', '@using System\nIMG\n<p>x</p>'],
      ['<p>x</p>\n‸@inject A a\n', '<p>x</p>\nIMG\n@inject A a\n'],
      ['<p>x</p>\n@attribute [‸A]\n', '<p>x</p>\n@attribute [A]\nIMG\n'],
      ['@using (a) {\n  ‸\n}', '@using (a) {\n  IMG\n}'],
      [
        '‸<MainLayout>\n  <p>x</p>\n</MainLayout>',
        '<MainLayout>\n  IMG\n  <p>x</p>\n</MainLayout>',
        'moved',
      ],
      ['<MudIcon /><p>‸</p>', '<MudIcon /><p>IMG</p>'],
      ['@if (a < b) {\n  ‸\n}', '@if (a < b) {\n  IMG\n}'],
      ['<p>@Model.Name‸</p>', '<p>@Model.Name</p>\nIMG'],
      ['@{\n  var a = ‸;\n}', '@{\n  var a = "images/fox.png";\n}', 'pathInCode'],
      ['@{ ‸ }', '@{ /* images/fox.png */ }', 'pathInCode'],
      ['@* ‸ *@', '@* images/fox.png *@', 'pathInComment'],
      ['<img src="@Url.Content("~/‸")">', '<img src="@Url.Content("images/fox.png")">'],
      ['a@b.c ‸x', 'a@b.c IMG x'],
    ]);
  });

  describe('in Razor, inline', () => {
    testInsertions(
      razor,
      [
        ['@using System‸\n<p>x</p>', '@using System\nIMG\n<p>x</p>'],
        ['@us‸ing System\n<p>x</p>', '@using System\nIMG\n<p>x</p>'],
        ['<p>x</p>\n‸@inject A a\n', '<p>x</p>\nIMG\n@inject A a\n'],
      ],
      { context: { placement: 'cursor' } },
    );
  });

  describe('in EJS and ERB', () => {
    testInsertions(ejs, [
      ['<% if (a) { %>\n  ‸\n<% } %>', '<% if (a) { %>\n  IMG\n<% } %>'],
      ['<img src="<%= asset(\'‸\') %>">', '<img src="<%= asset(\'images/fox.png\') %>">'],
      ['<%# ‸ %>', '<%# images/fox.png %>', 'pathInComment'],
      ['<% ‸ %>', "<% 'images/fox.png'; %>", 'pathInCode'],
    ]);
    testInsertions(erb, [
      ['<% if a %>\n  ‸\n<% end %>', '<% if a %>\n  IMG\n<% end %>'],
      ['<%= image_tag ‸ %>', "<%= image_tag 'images/fox.png' %>", 'pathInCode'],
      ["<%= image_tag '‸' %>", "<%= image_tag 'images/fox.png' %>"],
      ['<%# ‸ %>', '<%# images/fox.png %>', 'pathInComment'],
    ]);
  });

  describe('where one value fits', () => {
    const images = { images: [fox, cat] };
    const imgCat = '<img src="images/cat.png" alt="A cat">';
    testInsertions(
      php,
      [
        ['<?php $a = ‸;', "<?php $a = ['images/fox.png', 'images/cat.png'];", 'pathInCode'],
        ["<?php $a = '‸';", "<?php $a = ['images/fox.png', 'images/cat.png'];"],
        ['<?php $a = ["‸"];', '<?php $a = ["images/fox.png", "images/cat.png"];'],
        ['<img src="<?= ‸ ?>">', `<img src="<?= 'images/fox.png' ?>">\n${imgCat}`, 'pathInCode'],
      ],
      images,
    );
    testInsertions(
      blade,
      [
        [`<img src="{{ asset('‸') }}">`, `<img src="{{ asset('images/fox.png') }}">\n${imgCat}`],
        ["<p>{{ '‸' }}</p>", `<p>{{ 'images/fox.png' }}</p>\n${imgCat}`],
      ],
      images,
    );
    testInsertions(
      jinja,
      [
        ["{% set a = ['‸'] %}", "{% set a = ['images/fox.png', 'images/cat.png'] %}"],
        ["{% set a = '‸' %}\n", `{% set a = 'images/fox.png' %}\n${imgCat}\n`],
      ],
      images,
    );
    testInsertions(
      razor,
      [
        [
          '@{\n  var a = ‸;\n}',
          '@{\n  var a = new[] { "images/fox.png", "images/cat.png" };\n}',
          'pathInCode',
        ],
      ],
      images,
    );
  });

  describe('in HTML with the code of an engine', () => {
    testInsertions(html, [
      ['{{ ‸ }}', "{{ 'images/fox.png' }}", 'pathInCode'],
      ['{% if a %}‸{% endif %}', '{% if a %}IMG{% endif %}'],
      [
        '<script>const a = {b: {{c: 1}}};</script>\n‸',
        '<script>const a = {b: {{c: 1}}};</script>\nIMG',
      ],
    ]);
  });
});
