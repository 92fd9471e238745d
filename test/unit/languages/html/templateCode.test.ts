import { blade } from '../../../../src/languages/html/blade.ts';
import { ejs } from '../../../../src/languages/html/ejs.ts';
import { erb } from '../../../../src/languages/html/erb.ts';
import { handlebars } from '../../../../src/languages/html/handlebars.ts';
import { html } from '../../../../src/languages/html/html.ts';
import { jinja } from '../../../../src/languages/html/jinja.ts';
import { php } from '../../../../src/languages/html/php.ts';
import { testInsertions } from './testInsertions.ts';

describe('Images in template code', () => {
  describe('in code that has no room for a path', () => {
    testInsertions(jinja, [
      ['{% i‸f a %}x{% endif %}', '{% if a %}IMG x{% endif %}'],
      ['{% if a ‸ %}x{% endif %}', '{% if a  %}IMG x{% endif %}'],
      ['{% if a == ‸ %}x{% endif %}', "{% if a == 'images/fox.png' %}x{% endif %}", 'pathInCode'],
      ['{%‸- if a -%}x{% endif %}', '{%- if a -%}IMG x{% endif %}'],
      ['<p>{{ a‸ }}</p>', '<p>{{ a }}</p>\nIMG'],
      ['<p>{{ url_f‸or(a) }} x</p>', '<p>{{ url_for(a) }} IMG x</p>'],
      ['<p>{{ a|‸b }} x</p>', '<p>{{ a|b }} IMG x</p>'],
      ["<p>{{ _('Sign ‸in') }} x</p>", "<p>{{ _('Sign in') }} IMG x</p>"],
      ["{% include 'card‸.html' %}\n", "{% include 'card.html' %}\nIMG\n"],
      ["{% include 'parts/card‸' %}\n", "{% include 'parts/card' %}\nIMG\n"],
      ['{% macro a(‸) %}x{% endmacro %}', '{% macro a() %}IMG x{% endmacro %}'],
      ['<p class="{{ a‸ }}">x</p>', '<p class="{{ a }}">IMG x</p>'],
      ['<img src="{{ a }}‸">', '<img src="{{ a }}images/fox.png">'],
      ['<img src="{{ a }}/‸">', '<img src="{{ a }}/images/fox.png">'],
      ['<img src="/a/‸{{ b }}.png">', '<img src="/a/{{ b }}.png">\nIMG'],
      ['<img src="/a/{{ b }}‸.png">', '<img src="/a/{{ b }}.png">\nIMG'],
      ['<a href="‸{{ b }}">x</a>', '<a href="{{ b }}">IMG x</a>'],
    ]);
    testInsertions(handlebars, [
      ['{{#if a}}x{{/if‸}}', '{{#if a}}x{{/if}}\nIMG'],
      ['{{> "card‸" a=1}}\n', '{{> "card" a=1}}\nIMG\n'],
      ['<p>{{image‸}} x</p>', '<p>{{image}} IMG x</p>'],
    ]);
    testInsertions(php, [
      ['<p><?= f‸oo() ?> x</p>', '<p><?= foo() ?> IMG x</p>'],
      [
        '<?php if ($a): ‸?>\n<p>x</p>\n<?php endif; ?>',
        '<?php if ($a): ?>\nIMG\n<p>x</p>\n<?php endif; ?>',
      ],
      ["<?php get_part('parts/c‸ard'); ?>\n", "<?php get_part('parts/card'); ?>\nIMG\n"],
      [
        '<?php\n$a = fo‸o();\n$b = 1;\n',
        '<?php\n$a = foo /* images/fox.png */();\n$b = 1;\n',
        'pathInCode',
      ],
      [
        '<?php\n‸/** a */\n$b = 1;\n',
        '<?php\n/* images/fox.png */ /** a */\n$b = 1;\n',
        'pathInCode',
      ],
      [
        '<?php\n/‸** a */\n$b = 1;\n',
        '<?php\n/* images/fox.png * a */\n$b = 1;\n',
        'pathInComment',
      ],
      ['<?php\n/* a *‸/\n$b = 1;\n', '<?php\n/* a images/fox.png */\n$b = 1;\n', 'pathInComment'],
      ['<?php\n/‸/ a\n$b = 1;\n', '<?php\n// images/fox.png a\n$b = 1;\n', 'pathInComment'],
      ["<?php\n$a = 'a ‸b';\n", "<?php\n$a = 'a b' /* images/fox.png */;\n", 'pathInCode'],
    ]);
    testInsertions(ejs, [
      ["<%- include('parts/header‸') %>\n", "<%- include('parts/header') %>\nIMG\n"],
      ['<% if (a‸) { %>x<% } %>', '<% if (a) { %>IMG x<% } %>'],
      ['<%= title‸ %> x', '<%= title %> IMG x'],
    ]);
    testInsertions(erb, [['<%= link_to a,‸ b %> x', '<%= link_to a, b %> IMG x']]);
    testInsertions(blade, [
      ["{{ __('Dash‸board') }} x", "{{ __('Dashboard') }} IMG x"],
      [
        '<script>\nlet a = ‸@json($a);\n</script>',
        '<script>\nlet a = @json($a) /* images/fox.png */;\n</script>',
        'pathOnly',
      ],
      [
        '<div>\n  <‸script>\n    a();\n  </script>\n</div>',
        '<div>\n  <script>\n    a();\n  </script>\n  IMG\n</div>',
        'moved',
      ],
    ]);
    testInsertions(html, [
      ['<p>x</p><!-- a -‸->', '<p>x</p><!-- a images/fox.png -->', 'pathInComment'],
      ['<p>x</p><!‸-- a -->', '<p>x</p><!-- images/fox.png a -->', 'pathInComment'],
      ['<p onclick="show(a‸)">x</p>', '<p onclick="show(a)">IMG x</p>'],
      ['<a href="/‸">x</a>', '<a href="/">IMG x</a>'],
      [
        '<head><link rel="stylesheet" href="a‸.css"></head>\n<body>\n<p>x</p>\n</body>',
        '<head><link rel="stylesheet" href="a.css"></head>\n<body>\nIMG\n<p>x</p>\n</body>',
        'moved',
      ],
      [
        '<head><meta name="a" content="b‸ c"></head>\n<body>\n<p>x</p>\n</body>',
        '<head><meta name="a" content="b c"></head>\n<body>\nIMG\n<p>x</p>\n</body>',
        'moved',
      ],
    ]);
  });
});
