import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { closeWindows, eventually, type VsCodeWindow } from '../driver/index.ts';
import { fox, imagesIn, insertAndSave, insertFox, openWithFox } from '../support/insertion.ts';

/** Languages other than Markdown: a document, the text before the cursor, and the text inserted there. */
const languages = [
  [
    'fox.svelte',
    '<script>\n  let count = 0;\n</script>\n\n<main>\n  <p>{count}</p>\n</main>\n',
    '</p>',
    /<img src=(?:\{aRedFox\}|"[^"]*a-red-fox\.png") alt="A red fox" ?\/?>/,
  ],
  [
    'fox.html',
    '<!doctype html>\n<title>Fox</title>\n<main>\n  <p>Fox</p>\n</main>\n',
    '</p>',
    /<img src="images\/a-red-fox\.png" alt="A red fox">/,
  ],
  [
    'fox.tex',
    '\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\nA fox runs.\n\\end{document}\n',
    'runs.',
    /\\includegraphics\[width=\\linewidth, alt=\{A red fox\}\]\{images\/a-red-fox\.png\}/,
  ],
] as const;

describe('Insert into documents of every kind', function () {
  this.timeout(60_000);
  let window: VsCodeWindow;
  before(async function () {
    this.timeout(90_000);
    ({ window } = await openWithFox({
      ...Object.fromEntries(languages.map(([name, text]) => [name, text])),
      'plain.tex': '\\documentclass{article}\n\\begin{document}\nA fox runs.\n\\end{document}\n',
      'old.md': 'An old text\n',
      'new.md': 'A new text\n',
      'docs/other.md': 'Other\n',
      'locked.md': 'Finished\n',
    }));
    chmodSync(join(window.workspace, 'locked.md'), 0o444);
  });
  after(() => closeWindows());

  it('reports a file that is read-only, and copies nothing', async () => {
    await window.editor.open('locked.md');
    await insertFox(window);
    await window.notification('The document is read-only.').waitFor();
    assert.deepEqual(imagesIn(window), []);
    assert.equal(await window.fileText('locked.md'), 'Finished\n');
    await window.clearNotifications();
  });

  for (const [name, text, before, expected] of languages) {
    it(`writes the reference of ${name}`, async () => {
      await window.editor.open(name);
      await window.editor.placeCursorAfter(before);
      const written = await insertAndSave(window, name);
      assert.match(written, expected);
      // Nothing of the document is lost.
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      for (const line of lines) assert.ok(written.includes(line), written);
    });
  }

  it('offers the command that LaTeX requires for images', async () => {
    await window.editor.open('plain.tex');
    await window.editor.placeCursorAfter('runs.');
    await insertFox(window);
    await window.pressInNotification('graphicx', 'Copy Command');
    await eventually(
      'the command in the clipboard',
      async () => (await window.clipboardText()) === '\\usepackage{graphicx}',
    );
    await window.editor.save();
  });

  it('inserts into the right side of a comparison', async () => {
    const { editor, quickInput } = window;
    await editor.open('old.md');
    await window.runCommand('File: Compare Active File With...');
    await quickInput.type('new.md');
    await quickInput.choose('new.md');
    await window.page.locator('.monaco-diff-editor').waitFor();
    await editor.waitForFocus();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.press('ArrowUp');
    await window.page.keyboard.press('End');
    assert.match(await insertAndSave(window, 'new.md'), /^A new text\s+!\[A red fox\]\(images\//);
    assert.equal(await window.fileText('old.md'), 'An old text\n');
    await window.page.locator('.monaco-diff-editor').waitFor();
  });

  for (const [name, language, expected] of [
    ['draft.md', 'Markdown', '![A red fox](../images/a-red-fox.png)'],
    ['draft.txt', 'Plain Text', '../images/a-red-fox.png'],
  ] as const) {
    it(`corrects the path in a new ${language} document that is saved in a folder`, async () => {
      const { editor, page, quickInput } = window;
      await window.runCommand('File: New Untitled Text File');
      await editor.waitForFocus();
      await window.runCommand('Change Language Mode');
      await quickInput.type(language);
      await quickInput.choose(language);
      await editor.waitForFocus();
      await page.keyboard.type('Draft ');
      await insertFox(window);
      await editor.waitForText('images/a-red-fox.png');
      await editor.waitForFocus();
      await page.keyboard.press('ControlOrMeta+KeyS');
      await quickInput.choosePath('Save As', join(window.workspace, 'docs', name));
      await eventually('the corrected path', async () =>
        (await window.fileText(`docs/${name}`)).includes(expected),
      );
      assert.deepEqual(imagesIn(window), [fox.file]);
    });
  }
});
