import assert from 'node:assert/strict';
import { openVsCode } from './driver/index.ts';

describe('the box for the prompt', () => {
  it('counts, warns, refuses nothing at all, and keeps what was typed', async () => {
    const window = await openVsCode();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Generate Image…');
    await quickInput.question('Describe the image');
    await quickInput.says('0 characters');
    await quickInput.type('猫🐱');
    await quickInput.says('2 characters');

    await quickInput.paste('🐱'.repeat(800));
    await quickInput.says('800 characters');
    await quickInput.paste('🐱'.repeat(801));
    await quickInput.says('801 characters. Beyond 800');

    await quickInput.paste('   ');
    await quickInput.says('Enter a prompt that describes the image.');
    await quickInput.confirm();
    await quickInput.says('Enter a prompt that describes the image.');

    await quickInput.paste('A boat in the fog');
    await quickInput.says('17 characters');
    await quickInput.cancel();
    await window.runCommand('Jimeng: Generate Image…');
    await quickInput.question('Describe the image');
    assert.equal(await quickInput.box.inputValue(), 'A boat in the fog');
  });
});
