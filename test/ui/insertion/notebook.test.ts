import assert from 'node:assert/strict';
import * as v from 'valibot';
import { closeWindows, eventually, type VsCodeWindow } from '../driver/index.ts';
import { fox, imagesIn, insertFox, openWithFox } from '../support/insertion.ts';

const notebook = {
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['A fox in the snow'] },
    {
      cell_type: 'code',
      metadata: {},
      source: ['print("fox")'],
      outputs: [],
      execution_count: null,
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

const cellsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ cells: v.array(v.object({ source: v.array(v.string()) })) }),
);

describe('Insert into a notebook', function () {
  this.timeout(90_000);
  let window: VsCodeWindow;
  before(async () => {
    ({ window } = await openWithFox({ 'fox.ipynb': JSON.stringify(notebook) }));
    await window.quickInput.openFile('fox.ipynb');
    await window.page.locator('.notebookOverlay .code-cell-row').waitFor();
  });
  after(() => closeWindows());

  it('writes a reference into the Markdown cell that is being edited, and undoes it', async () => {
    await editCell(0);
    await insertFox(window);
    await window.editor.save();
    assert.match(
      await cellText(0),
      /^A fox in the snow\s+!\[A red fox\]\(images\/a-red-fox\.png\)$/,
    );
    assert.deepEqual(imagesIn(window), [fox.file]);
    await waitForCellFocus('markdown');
    await window.editor.undo();
    await window.editor.save();
    assert.equal(await cellText(0), 'A fox in the snow');
    await eventually('the file to be removed', () => imagesIn(window).length === 0);
  });

  it('writes code that shows the image into a code cell', async () => {
    await editCell(1);
    await insertFox(window);
    await window.editor.save();
    const lines = [
      'from IPython.display import Image',
      '',
      'print("fox")',
      'Image(filename="images/a-red-fox.png", alt="A red fox", width=640)',
    ];
    assert.equal(await cellText(1), lines.join('\n'));
    assert.deepEqual(imagesIn(window), [fox.file]);
  });

  /** Edits the code cell, which is the last one, or the Markdown cell above it, with the cursor at the end. */
  async function editCell(index: number): Promise<void> {
    const { page } = window;
    await page.locator('.notebookOverlay .code-cell-row .view-lines').click();
    await waitForCellFocus('code');
    if (index === 0) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await waitForCellFocus('markdown');
    }
    await page.keyboard.press('ControlOrMeta+End');
  }

  /** The editors of cells are not inside of the editor group. */
  async function waitForCellFocus(kind: 'markdown' | 'code'): Promise<void> {
    const row = `.notebookOverlay .${kind}-cell-row`;
    await window.page.locator(`${row} .monaco-editor.focused`).waitFor();
  }

  async function cellText(index: number): Promise<string> {
    const { cells } = v.parse(cellsSchema, await window.fileText('fox.ipynb'));
    return cells[index]?.source.join('') ?? '';
  }
});
