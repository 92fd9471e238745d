import assert from 'node:assert/strict';
import { closeWindows, type VsCodeWindow } from '../driver/index.ts';
import { fox, imagesIn, insertAndSave, openWithFox } from '../support/insertion.ts';

const start = '# Notes\n\n';
const text = 'A fox runs. It sees a hare in the snow.';
const end = '\n\nThe end.\n';

/**
 * Settings of a folder, after which text the cursor is or which text is selected, and what becomes of the paragraph.
 */
const cases: readonly (readonly [
  setting: string,
  value: string,
  place: Readonly<{ after: string } | { selected: string }>,
  expected: string,
])[] = [
  ['placement', 'auto', { after: 'in the snow.' }, `${text}\n\n${fox.reference}`],
  ['placement', 'auto', { after: 'It' }, text.replace('It', `It ${fox.reference}`)],
  ['placement', 'below', { after: 'It' }, `${text}\n\n${fox.reference}`],
  ['placement', 'cursor', { after: 'in the snow.' }, `${text} ${fox.reference}`],
  ['selection', 'keep', { selected: 'a hare' }, `${text}\n\n${fox.reference}`],
  ['selection', 'replace', { selected: 'a hare' }, text.replace('a hare', fox.reference)],
  [
    'selection',
    'altText',
    { selected: 'a hare' },
    text.replace('a hare', '![a hare](images/a-red-fox.png)'),
  ],
];

describe('Insert with settings of a workspace folder', function () {
  this.timeout(60_000);
  let window: VsCodeWindow;
  before(async function () {
    this.timeout(90_000);
    const files: Record<string, string> = {};
    for (const [index, [setting, value]] of cases.entries()) {
      const settings = { [`jimeng.insert.${setting}`]: value };
      files[`folder${index}/.vscode/settings.json`] = JSON.stringify(settings);
      files[`folder${index}/notes${index}.md`] = start + text + end;
    }
    const workspaceFile = 'all.code-workspace';
    const folders = cases.map((_, index) => ({ path: `folder${index}` }));
    files[workspaceFile] = JSON.stringify({ folders });
    ({ window } = await openWithFox(files, { workspaceFile }));
  });
  after(() => closeWindows());

  for (const [index, [setting, value, place, expected]] of cases.entries()) {
    it(`follows jimeng.insert.${setting}: ${value}, ${JSON.stringify(place)}`, async () => {
      const name = `notes${index}.md`;
      const { editor } = window;
      await editor.open(name);
      if ('after' in place) await editor.placeCursorAfter(place.after);
      else await editor.select(place.selected);
      const path = `folder${index}/${name}`;
      assert.equal(await insertAndSave(window, path), start + expected + end);
      assert.ok(imagesIn(window).includes(`folder${index}/${fox.file}`));
    });
  }
});
