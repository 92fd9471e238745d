import assert from 'node:assert/strict';
import * as v from 'valibot';
import { parse } from 'yaml';
import { addPubspecAsset } from '../../../../src/insert/place/projects/pubspec.ts';

const folder = 'assets/images/';
const pubspecSchema = v.object({ flutter: v.object({ assets: v.array(v.string()) }) });

/** Files with the assets that they have after the folder is added. */
const pubspecs: Readonly<Record<string, readonly [text: string, assets: readonly string[]]>> = {
  'an empty file': ['', [folder]],
  'no Flutter': ['name: app\n', [folder]],
  'no line break at the end': ['name: app', [folder]],
  'no assets': ['name: app\nflutter:\n  uses-material-design: true\n', [folder]],
  'nothing but a key': ['flutter:', [folder]],
  'another key after it': ['flutter:\n  generate: true\n\nflutter_icons:\n  a: b\n', [folder]],
  'a list': ['flutter:\n  assets:\n    - a/\n    - b/\n', ['a/', 'b/', folder]],
  'a list as deep as its key': [
    'flutter:\n  assets:\n  - a/\n  fonts:\n  - x: y\n',
    ['a/', folder],
  ],
  'comments and fonts': [
    'flutter:\n  # Images\n  assets: # all\n    - a/ # old\n\n    # Fonts\n  fonts:\n    - family: A\n      fonts:\n        - asset: b.ttf\n',
    ['a/', folder],
  ],
  'four spaces': ['flutter:\n    assets:\n        - a/\n', ['a/', folder]],
  'an entry with a flavor': [
    'flutter:\n  assets:\n    - path: a/\n      flavors:\n        - free\nx: y\n',
    [folder],
  ],
  CRLF: ['flutter:\r\n  assets:\r\n    - a/\r\n', ['a/', folder]],
};

describe('addPubspecAsset', () => {
  for (const [title, [text, assets]] of Object.entries(pubspecs)) {
    it(`adds a folder where there is ${title}`, () => {
      const edit = addPubspecAsset(text, folder);
      assert.ok(edit);
      const result = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset);
      const raw: unknown = parse(result);
      if (title === 'an entry with a flavor')
        assert.match(result, /- free\n {4}- assets\/images\/\nx: y/);
      else assert.deepEqual(v.parse(pubspecSchema, raw).flutter.assets, assets, result);
      assert.equal(result.includes('\r\n'), text.includes('\r\n'));
    });
  }

  it('leaves other notations to the user', () => {
    assert.equal(addPubspecAsset('flutter:\n  assets: [a/]\n', folder), undefined);
    assert.equal(addPubspecAsset('flutter: {}\n', folder), undefined);
  });
});
