import assert from 'node:assert/strict';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

const prompt = '一只橘猫坐在窗台上看雪，水彩画风格。';

describe('Simplified Chinese', () => {
  const service = useSimulatedService();

  it('is used in the palette, the gallery, and the messages', async () => {
    const window = await service.open({ language: 'zh-cn' });
    // The palette also finds a command by its English title.
    await window.runCommand('即梦: 打开图库');
    const gallery = await window.gallery();
    const { frame } = gallery;
    await frame.getByRole('heading', { name: '尚无图片' }).waitFor();
    const field = frame.getByRole('textbox', { name: '提示词', exact: true });
    await field.fill(prompt);
    await frame.getByRole('button', { name: '生成', exact: true }).click();
    await gallery.card(prompt).getByRole('button', { name: '插入', exact: true }).waitFor();
    await frame.getByRole('status').filter({ hasText: '1 张图片' }).waitFor();

    await gallery.pressButton(prompt, '插入');
    await window.notification('没有打开可插入图片的文档').waitFor();
    await eventually('no English text in the gallery', async () => {
      const text = await frame.locator('main').innerText();
      const english = text.match(/[A-Za-z]{4,}/g) ?? [];
      // Names of products and models stay as they are.
      return english.every((word) => ['OctopusX', 'jimeng', 'Auto'].includes(word));
    });
    assert.deepEqual((await service.requests()).submits.length, 1);
  });
});
