import { testInsertions } from './testInsertions.ts';

describe('Insertion into extensions of Markdown', () => {
  testInsertions('markdown', [
    ['::: note\nText‸\n:::', '::: note\nText\n\n![F](i/f.png)\n:::'],
    ['::: note\n‸\n:::', '::: note\n![F](i/f.png)\n:::'],
    ['::: note‸\nText\n:::', '::: note\n\n![F](i/f.png)\n\nText\n:::'],
    ['‸::: note\nText\n:::', '![F](i/f.png)\n\n::: note\nText\n:::'],
    ['::: no‸te\nText\n:::', '::: note\n\n![F](i/f.png)\n\nText\n:::'],
    [':::‸\n', ':::\n\n![F](i/f.png)\n'],
    ['!!! note\n    Text‸\n\nAfter', '!!! note\n    Text\n\n    ![F](i/f.png)\n\nAfter'],
    [
      '!!! note "T"\n\n    Text‸\n\nAfter',
      '!!! note "T"\n\n    Text\n\n    ![F](i/f.png)\n\nAfter',
    ],
    ['{{< figure src="‸" >}}', '{{< figure src="i/f.png" >}}'],
    ['{{< figure src="a.png" alt="‸" >}}', '{{< figure src="a.png" alt="" >}}\n\n![F](i/f.png)'],
    ['{{< fig‸ure >}}\nText', '{{< figure >}}\n\n![F](i/f.png)\n\nText'],
    ['text {{ site.url‸ }} more', 'text {{ site.url }} ![F](i/f.png) more'],
    ['{% include image.html src="‸" %}', '{% include image.html src="i/f.png" %}'],
    ['{% include "a‸" %}', '{% include "a" %}\n\n![F](i/f.png)'],
    [
      '{% comment %}\na ‸\n{% endcomment %}',
      '{% comment %}\na i/f.png\n{% endcomment %}',
      { note: 'pathInComment' },
    ],
    [
      '{% highlight ruby %}\na ‸\n{% endhighlight %}\n',
      '{% highlight ruby %}\na i/f.png\n{% endhighlight %}\n',
      { note: 'pathInCode' },
    ],
    [
      '{{< columns >}}\n‸\n{{< /columns >}}',
      '{{< columns >}}\n\n![F](i/f.png)\n\n{{< /columns >}}',
    ],
    ['{{< columns >}}‸\nText', '{{< columns >}}\n\n![F](i/f.png)\n\nText'],
    ["![{{ '‸' | relative_url }}](x)", "![{{ 'i/f.png' | relative_url }}](x)"],
    ['[[Pa‸ge]] more', '[[Page]] ![F](i/f.png) more'],
    ['![[‸]]', '![[i/f.png]]'],
    ['![[old‸.png]]', '![[i/f.png]]'],
    ['![[old.png|A‸]]', '![[old.png|A]]\n\n![F](i/f.png)'],
    ['%% a‸ %%', '%% a i/f.png %%', { note: 'pathInComment' }],
    ['text %% a‸ %% b', 'text %% a i/f.png %% b', { note: 'pathInComment' }],
    ['# Title {#i‸d}', '# Title {#id}\n\n![F](i/f.png)'],
    ['[text]{.cl‸ass} b', '[text]{.class} ![F](i/f.png) b'],
  ]);
});
