import assert from 'node:assert/strict';
import { fox, getLanguage, insertInto, owl, testInsertions } from '../support/insertInto.ts';

describe('Insertion into JSON', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('json'),
      [
        ['{"a": "‸"}', '{"a": "images/fox.png"}'],
        ['{"a": ‸}', '{"a": "images/fox.png"}'],
        ['{"a": ‸, "b": 1}', '{"a": "images/fox.png", "b": 1}'],
        ['[‸]', '["images/fox.png"]'],
        ['["a"‸]', '["a", "images/fox.png"]'],
        ['[\n  "a",\n  ‸\n]', '[\n  "a",\n  "images/fox.png"\n]'],
        ['[\n  "a"‸\n]', '[\n  "a",\n  "images/fox.png"\n]'],
        ['{‸}', '{"fox": "images/fox.png"}'],
        ['{\n  ‸\n}', '{\n  "fox": "images/fox.png"\n}'],
        ['{\n  "a": 1‸\n}', '{\n  "a": 1,\n  "fox": "images/fox.png"\n}'],
        ['{\n  "a": 1,\n  ‸\n  "b": 2\n}', '{\n  "a": 1,\n  "fox": "images/fox.png",\n  "b": 2\n}'],
        ['{\n  ‸\n  "b": 2\n}', '{\n  "fox": "images/fox.png",\n  "b": 2\n}'],
        ['‸', '"images/fox.png"'],
        ['‸{"a": 1}', '{"fox": "images/fox.png", "a": 1}', 'moved'],
        ['{"a": 1}‸', '{"a": 1, "fox": "images/fox.png"}', 'moved'],
        ['// ‸\n{}', '// images/fox.png\n{}', 'pathInComment'],
        ['"x"‸', '["x", "images/fox.png"]'],
        ['{"fox": 1, ‸}', '{"fox": 1, "fox2": "images/fox.png"}'],
        ['{"a": "A fox‸"}', '{"a": "A fox images/fox.png"}', 'pathInCode'],
        ['‸[]', '["images/fox.png"]', 'moved'],
        ['{"a": ‸"old"}', '{"a": "old", "fox": "images/fox.png"}'],
        ['{"a": {‸}}', '{"a": {"fox": "images/fox.png"}}'],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('json'),
      [
        ['{"a": "‸"}', '{"a": ["images/fox.png", "images/owl.png"]}'],
        ['{"a": ‸}', '{"a": ["images/fox.png", "images/owl.png"]}'],
        ['[‸]', '["images/fox.png", "images/owl.png"]'],
        ['[\n  ‸\n]', '[\n  "images/fox.png",\n  "images/owl.png"\n]'],
        ['{\n  ‸\n}', '{\n  "fox": "images/fox.png",\n  "owl": "images/owl.png"\n}'],
        ['‸', '["images/fox.png", "images/owl.png"]'],
        ['["‸"]', '["images/fox.png", "images/owl.png"]'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into TOML', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('toml'),
      [
        ['a = ‸', 'a = "images/fox.png"'],
        ['a = "‸"', 'a = "images/fox.png"'],
        ["a = '‸'", "a = 'images/fox.png'"],
        ['a = [‸]', 'a = ["images/fox.png"]'],
        ['a = [\n  "x",\n  ‸\n]', 'a = [\n  "x",\n  "images/fox.png",\n]'],
        ['‸', 'fox = "images/fox.png"'],
        ['[t]\na = 1\n‸\n', '[t]\na = 1\nfox = "images/fox.png"\n'],
        ['[t‸]\n', '[t]\nfox = "images/fox.png"\n'],
        ['‸[t]\n', 'fox = "images/fox.png"\n[t]\n'],
        ['# ‸', '# images/fox.png', 'pathInComment'],
        ['a = { b = ‸ }', 'a = { b = "images/fox.png" }'],
        ['a = { b = 1, ‸ }', 'a = { b = 1, fox = "images/fox.png" }'],
        ['a = 1‸\n', 'a = 1\nfox = "images/fox.png"\n'],
        ['‸a = { b = 1 }\n', 'fox = "images/fox.png"\na = { b = 1 }\n'],
        ['si‸ze = { b = 1 }\n', 'size = { b = 1 }\nfox = "images/fox.png"\n'],
        ['te‸xt = """\nb\nc"""\n', 'text = """\nb\nc"""\nfox = "images/fox.png"\n'],
        ['text = """\nb \\‸\nc"""\n', 'text = """\nb images/fox.png\\\nc"""\n', 'pathInCode'],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('toml'),
      [
        ['a = ‸', 'a = ["images/fox.png", "images/owl.png"]'],
        ['a = "‸"', 'a = ["images/fox.png", "images/owl.png"]'],
        ['‸', 'fox = "images/fox.png"\nowl = "images/owl.png"'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into YAML', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('yaml'),
      [
        ['a: ‸', 'a: images/fox.png'],
        ['a: "‸"', 'a: "images/fox.png"'],
        ["a: '‸'", "a: 'images/fox.png'"],
        ['a: ./‸', 'a: images/fox.png'],
        ['a: old.png‸', 'a: images/fox.png'],
        ['a: A fox‸\nb: 1', 'a: A fox\nfox: images/fox.png\nb: 1'],
        ['a:‸', 'a: images/fox.png'],
        ['- ‸', '- images/fox.png'],
        ['-‸', '- images/fox.png'],
        ['- a‸', '- a\n- images/fox.png'],
        ['- a\n‸\n', '- a\n- images/fox.png\n'],
        ['- a\n- ‸', '- a\n- images/fox.png'],
        ['a:\n  ‸', 'a:\n  - images/fox.png'],
        ['a:\n  - x\n  ‸', 'a:\n  - x\n  - images/fox.png'],
        ['a:\n  b: 1\n  ‸\n', 'a:\n  b: 1\n  fox: images/fox.png\n'],
        ['a: 1\n‸\n', 'a: 1\nfox: images/fox.png\n'],
        ['a: 1\n‸\nb: 2', 'a: 1\nfox: images/fox.png\nb: 2'],
        ['‸', 'images/fox.png'],
        ['‸---\na: 1\n', '---\nfox: images/fox.png\na: 1\n', 'moved'],
        ['‸a: 1\n', 'fox: images/fox.png\na: 1\n'],
        ['‸- a\n', '- a\n- images/fox.png\n'],
        ['a: [‸]', 'a: [images/fox.png]'],
        ['a: [x, ‸]', 'a: [x, images/fox.png]'],
        ['a: {‸}', 'a: {fox: images/fox.png}'],
        ['a: {b: 1, ‸}', 'a: {b: 1, fox: images/fox.png}'],
        ['# ‸', '# images/fox.png', 'pathInComment'],
        ['a: |\n  text ‸\n', 'a: |\n  text images/fox.png\n', 'pathOnly'],
        ['a: >-\n  x\n  ‸\n', 'a: >-\n  x\n  images/fox.png\n', 'pathOnly'],
        ['- a: 1\n  ‸\n', '- a: 1\n  fox: images/fox.png\n'],
        ['- a: 1\n‸\n', '- a: 1\n- images/fox.png\n'],
        ['a: ‸ # note', 'a: images/fox.png # note'],
        ['a:\n‸\nb: 1', 'a:\nfox: images/fox.png\nb: 1'],
        ['a:‸\n  b: 1\n', 'a:\n  b: 1\nfox: images/fox.png\n'],
        ['a:\n‸\n  - b\n', 'a:\n  - images/fox.png\n  - b\n'],
        ['a: >-\n‸  b\n', 'a: >-\n  images/fox.png b\n', 'pathOnly'],
        ['a: >-\n  b\n ‸ c\n', 'a: >-\n  b\n  images/fox.png c\n', 'pathOnly'],
        ['a: |\n  b\n‸\n  c\n', 'a: |\n  b\n  images/fox.png\n  c\n', 'pathOnly'],
        ['a: {b: 1, c: /‸}\n', 'a: {b: 1, c: images/fox.png}\n'],
        ['a: [b, ./‸]\n', 'a: [b, images/fox.png]\n'],
        ['a: {b: 1‸}\n', 'a: {b: 1, fox: images/fox.png}\n'],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('yaml'),
      [
        ['a: ‸', 'a: [images/fox.png, images/owl.png]'],
        ['- ‸', '- images/fox.png\n- images/owl.png'],
        ['a:\n  ‸', 'a:\n  - images/fox.png\n  - images/owl.png'],
        ['‸', '- images/fox.png\n- images/owl.png'],
        ['a: "‸"', 'a: ["images/fox.png", "images/owl.png"]'],
        ['a: 1\n‸', 'a: 1\nfox: images/fox.png\nowl: images/owl.png'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into plain text', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('plaintext'),
      [
        ['a ‸b', 'a images/fox.png b'],
        ['x = "‸"', 'x = "images/fox.png"'],
        ['"./‸"', '"images/fox.png"'],
        ["it's ‸", "it's images/fox.png"],
        ['‸', 'images/fox.png'],
        ['say "hi ‸ there"', 'say "hi images/fox.png there"'],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('plaintext'),
      [
        ['‸', 'images/fox.png\nimages/owl.png'],
        ['"‸"', '"images/fox.png", "images/owl.png"'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into malformed data', () => {
  it('does not depend on the number of open brackets', () => {
    const { text } = insertInto(getLanguage('json'), `${'['.repeat(200_000)}‸`);
    assert.match(text, /\["images\/fox\.png"$/);
  });
});
