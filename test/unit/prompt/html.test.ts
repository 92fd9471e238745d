import { testPrompts, testUnchanged } from './testPrompts.ts';

describe('extractPrompt in HTML', () => {
  describe('follows the standard', () => {
    testPrompts([
      ['<ul><li>A cat<li>A dog</ul>', 'html', 'A cat\nA dog'],
      ['<p>One<p>Two', 'html', 'One\nTwo'],
      ['<dl><dt>Cat<dd>sits</dl>', 'html', 'Cat\nsits'],
      ['<tr><td>A<td>B</tr>', 'html', 'A\nB'],
      ['cat</p>\n<p>dog', 'html', 'cat\ndog'],
      ['<!doctype html>\n<p>A cat</p>', 'html', 'A cat'],
      ['<textarea>A <b> cat</textarea>', 'html', 'A <b> cat'],
      ['<!-->A cat', 'html', 'A cat'],
      ['<P>A cat<BR>sits</P>', 'html', 'A cat\nsits'],
      ['<img alt=cat src=x.png>', 'html', 'cat'],
      ['<a href=x/>A cat</a>', 'html', 'A cat'],
      ['caf&eacute noir, 5 &lt 6, &check; &#128;', 'html', 'café noir, 5 < 6, ✓ €'],
      ['a&ensp;b&shy;c&#xa0;d', 'html', 'a bc d'],
      ['<p>I <3 cats</p>', 'html', 'I <3 cats'],
      ['<svg><title>A cat</title><path d="M0 0"/></svg>', 'html', 'A cat'],
    ]);
    testUnchanged([
      ['</div>A cat', 'html'],
      ['<div><div>A cat</div>', 'html'],
      ['<h1>Cat</h1><?php sit(); ?>', 'html'],
      ['<style>a {}</style><p>A cat</p>', 'html'],
    ]);
  });

  describe('reads past expressions in tags', () => {
    testPrompts([
      [
        '<p style={{ color: "red" }} onClick={() => { a > b }}>A cat</p>',
        'typescriptreact',
        'A cat',
      ],
      ['<p icon={<Icon />} {...props}>A cat</p>', 'javascriptreact', 'A cat'],
      ['<Select><Option>A</Option><Button>B</Button></Select>', 'typescriptreact', 'A\nB'],
      ['<p class={a > b} on:click={() => go()}>A cat</p>', 'svelte', 'A cat'],
      ['{#if a > b}<p>A {name}</p>{/if}', 'svelte', '{#if a > b}\nA {name}\n{/if}'],
      ['<p {{#if a}}class="x"{{/if}}>A cat</p>', 'handlebars', 'A cat'],
      ['<p title="<?= $a->b ?>">A cat</p>', 'php', 'A cat'],
      ['<% if a > b %><p>A cat</p><% end %>', 'erb', '<% if a > b %>\nA cat\n<% end %>'],
      ['<slot name="x"/>A cat', 'vue', 'A cat'],
    ]);
    testUnchanged([
      ['<p>A {isBig && <b>big</b>} cat</p>', 'typescriptreact'],
      ['<p>a={b}</p>', 'typescriptreact'],
      ['<p><?php echo $a->b; ?></p>', 'php'],
    ]);
  });

  describe('reads XML', () => {
    testPrompts([
      ['<note><![CDATA[A <cat>]]></note>', 'xml', 'A <cat>'],
      ['<item><link>https://a.b</link><p>A &amp; B</p></item>', 'xml', 'https://a.b\nA & B'],
    ]);
    testUnchanged([
      ['<ul><li>A cat<li>A dog</ul>', 'xml'],
      ['<a><?run go?>A cat</a>', 'xml'],
    ]);
  });
});
