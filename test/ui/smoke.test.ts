import assert from 'node:assert/strict';
import { openVsCode } from './driver/index.ts';

describe('the packaged extension in a real VS Code', () => {
  it('opens the gallery beside the text from the palette', async () => {
    const window = await openVsCode();
    await window.editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    await window.galleryFrame();
    assert.match(await window.fileText('README.md'), /Lantern Bay/);
  });
});
