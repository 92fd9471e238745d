import { testInsertions } from './testInsertions.ts';

describe('Insertion into front matter', () => {
  testInsertions('markdown', [
    ['---\ntitle: A\nimage: ‸\n---\n\nText', '---\ntitle: A\nimage: i/f.png\n---\n\nText'],
    [
      '---\ntitle: A‸\n---\n\nText',
      '---\ntitle: A\n---\n\n![F](i/f.png)\n\nText',
      { note: 'moved' },
    ],
    [
      '‸---\ntitle: A\n---\n\n# Head',
      '---\ntitle: A\n---\n\n![F](i/f.png)\n\n# Head',
      { note: 'moved' },
    ],
    [
      '---\ntitle: A\n---‸\n# Head',
      '---\ntitle: A\n---\n\n![F](i/f.png)\n\n# Head',
      { note: 'moved' },
    ],
    ['---\ntitle: A\n---‸', '---\ntitle: A\n---\n\n![F](i/f.png)'],
    ['---\ntitle: A\n---\n‸', '---\ntitle: A\n---\n\n![F](i/f.png)'],
    ['---\ntitle: A\n---\n‸# Head', '---\ntitle: A\n---\n\n![F](i/f.png)\n\n# Head'],
    ['---\ncover: "‸"\n---\n', '---\ncover: i/f.png\n---\n'],
    ['---\ncover:‸\n---\n', '---\ncover: i/f.png\n---\n'],
    ['---\ncover: old.png‸\n---\n', '---\ncover: i/f.png\n---\n'],
    ['---\ncover:\n  image: ‸\n  alt: x\n---\n', '---\ncover:\n  image: i/f.png\n  alt: x\n---\n'],
    ['---\nimages:\n  - ‸\n---\n', '---\nimages:\n  - i/f.png\n---\n'],
    ['---\nimages: [a.png, ‸]\n---\n', '---\nimages: [a.png, i/f.png]\n---\n'],
    ['+++\nimage = ‸\n+++\n', '+++\nimage = "i/f.png"\n+++\n'],
    ['+++\nimage = "‸"\n+++\n', '+++\nimage = "i/f.png"\n+++\n'],
    ['+++\nimages = ["‸"]\n+++\n', '+++\nimages = ["i/f.png"]\n+++\n'],
    [
      '+++\ntitle = "a‸"\n+++\nText',
      '+++\ntitle = "a"\n+++\n\n![F](i/f.png)\n\nText',
      { note: 'moved' },
    ],
  ]);
});
