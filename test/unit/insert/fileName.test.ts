import assert from 'node:assert/strict';
import { createFileName, createFileStem } from '../../../src/insert/fileName.ts';
import { pickOne, randomInt, seededRandom } from '../support/seededRandom.ts';

describe('createFileName', () => {
  it('uses the extension of the image', () => {
    assert.equal(createFileName('A cat', '.png'), 'a-cat.png');
    assert.equal(createFileName('A cat', '.jpg'), 'a-cat.jpg');
    assert.equal(createFileName('A cat', '.webp'), 'a-cat.webp');
    assert.equal(createFileName('A cat', '.gif'), 'a-cat.gif');
    assert.equal(createFileName('A cat', '.avif'), 'a-cat.avif');
  });
});

describe('createFileStem', () => {
  const cases: [prompt: string, expected: string][] = [
    ['A Cat on the Moon!', 'a-cat-on-the-moon'],
    ['一只在月光下的猫\uff0c油画', '一只在月光下的猫-油画'],
    ['一只猫 sitting on 月亮', '一只猫-sitting-on-月亮'],
    ["the cat's hat, don’t ask", 'the-cats-hat-dont-ask'],
    ['cafe\u0301 noir', 'café-noir'],
    ['  ..leading/and\\trailing..  ', 'leading-and-trailing'],
    ['a<b>c:d"e|f?g*h', 'a-b-c-d-e-f-g-h'],
    ['../../etc/passwd', 'etc-passwd'],
    ['two\nlines\tand a tab', 'two-lines-and-a-tab'],
    ['zero\u200bwidth \u202egnp.exe\u202c', 'zerowidth-gnp-exe'],
    ['snake_case v4.0', 'snake-case-v4-0'],
    ['हिन्दी में', 'हिन्दी-में'],
    ['日本語のプロンプト', '日本語のプロンプト'],
    ['CON', 'con-image'],
    ['nul.', 'nul-image'],
    ['COM1', 'com1-image'],
    ['lpt²', 'lpt²-image'],
    ['con man', 'con-man'],
    ['', 'image'],
    ['   \n', 'image'],
    ['🚀🌙', 'image'],
    ['…!?', 'image'],
    ['\u0301\u0301', 'image'],
    ['\ud800 lone', 'lone'],
  ];
  for (const [prompt, expected] of cases) {
    it(`${JSON.stringify(prompt)} → ${expected}`, () => {
      assert.equal(createFileStem(prompt), expected);
    });
  }

  it('truncates at a word boundary', () => {
    const prompt =
      'A lighthouse on a cliff above a stormy sea at night, lit by one lamp in the window';
    assert.equal(
      createFileStem(prompt),
      'a-lighthouse-on-a-cliff-above-a-stormy-sea-at-night-lit-by',
    );
  });

  it('truncates a single long word', () => {
    assert.equal(createFileStem('x'.repeat(500)), 'x'.repeat(60));
    assert.equal(createFileStem('a ' + 'x'.repeat(500)), 'a-' + 'x'.repeat(58));
  });

  it('never truncates inside a Chinese word or a grapheme', () => {
    const stem = createFileStem('月光下的古老图书馆'.repeat(20));
    assert.ok('月光下的古老图书馆'.repeat(20).startsWith(stem));
    assert.ok(Buffer.byteLength(stem) > 90, stem);
    assert.equal(createFileStem('क्षि'.repeat(100)).length % 'क्षि'.length, 0);
  });

  it('drops a single grapheme with endless combining marks', () => {
    assert.equal(createFileStem('a' + '\u0323\u0301'.repeat(200)), 'image');
  });

  it('returns a valid name for any text', () => {
    const pieces = [
      ...[
        'con',
        'NUL',
        'aux.',
        'Com¹',
        'a',
        'B ',
        ' ',
        '.',
        '-',
        '_',
        '/',
        '\\',
        ':',
        '\n',
        '\0',
        "'",
      ],
      ...[
        '猫',
        '月光下',
        '\uff0c',
        '。',
        'é',
        'e\u0301',
        '\u0301',
        'ß',
        'İ',
        'Σ',
        'ΑΣ',
        'ﬁ',
        '\u212b',
      ],
      ...[
        '👩‍🚀',
        '🇨🇳',
        '\u200d',
        '\u200b',
        '\u202e',
        '\ufeff',
        '\ud83d',
        '\udc00',
        'क्षि',
        'กำ',
        '한',
        '\u1100\u1161',
      ],
      ...['supercalifragilistic', '1️⃣', '²', '\u115f', '\u3164', '\u0345', '\u1f80'],
    ];
    const random = seededRandom(20240607);
    const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
    for (let round = 0; round < 3000; round++) {
      const prompt = Array.from({ length: randomInt(random, 60) }, () =>
        pickOne(random, pieces),
      ).join('');
      const stem = createFileStem(prompt);
      const details = JSON.stringify({ prompt, stem });
      assert.match(
        stem,
        /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u,
        details,
      );
      assert.doesNotMatch(stem, /\p{C}|\p{Default_Ignorable_Code_Point}/u, details);
      assert.doesNotMatch(stem, reserved, details);
      assert.ok([...new Intl.Segmenter().segment(stem)].length <= 60, details);
      assert.ok(Buffer.byteLength(`${stem}-99999.avif`) <= 143, details);
      assert.equal(stem.normalize('NFC'), stem, details);
      assert.equal(createFileStem(stem), stem, details);
    }
  });
});
