/** Takes the screenshots for the section of the README about inserting images, in a real VS Code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openVsCode, type VsCodeWindow } from '../test/ui/driver/index.ts';
import { closeWindows } from '../test/ui/driver/openVsCode.ts';
import { closeBrowser } from '../test/ui/driver/profile.ts';
import { addGeneration } from '../test/ui/support/libraryFixture.ts';
import { eventually } from '../test/support/eventually.ts';
import { saveScreenshot } from './tools/saveScreenshot.ts';

const width = 800;
const template = '<img src="${path}" alt="${alt}" width="400">';

const files: Readonly<Record<string, string>> = {
  'house/guide.md':
    '# Lantern Bay\n\nA red lighthouse on a cliff above a calm sea.\n\n## Rooms\n\nThe attic sleeps four.\n',
  'house/rooms.md':
    '# Rooms\n\nEach floor has a room of its own character.\n\n- First floor: a quiet library\n- Attic: a bed under the skylight\n- Garden: a table among the apple trees\n',
  'web/package.json': '{ "dependencies": { "react": "^19.0.0", "vite": "^7.0.0" } }\n',
  'web/vite.config.ts': 'export default {};\n',
  'web/src/assets/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" />\n',
  'web/src/Room.tsx':
    "import { useState } from 'react';\nimport { Price } from './Price';\n\nexport function Room() {\n  const [nights, setNights] = useState(1);\n  return (\n    <section>\n      <h2>Attic room</h2>\n      <Price nights={nights} onChange={setNights} />\n    </section>\n  );\n}\n",
  'paper/paper.tex':
    '\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\n\\section{The coast}\nA lighthouse marks the entrance of the bay.\n\n\\section{The forest}\nPines cover the hills behind the house.\n\\end{document}\n',
  'site/docusaurus.config.js': 'module.exports = {};\n',
  'site/static/img/logo.png': '',
  'site/docs/images/map.png': '',
  'site/docs/garden.md': '# Garden\n\n![Map of the garden](images/map.png)\n\nBees live here.\n',
  'house/page.html': '<h1>Breakfast</h1>\n<p>Honey from the garden.</p>\n',
  '.vscode/settings.json': `${JSON.stringify({ 'jimeng.insert.reference': { html: template } }, undefined, 2)}\n`,
};

try {
  const window = await openVsCode({
    scale: 2,
    settings: {
      'jimeng.insert.selection': 'altText',
      'workbench.colorTheme': 'Dark 2026',
      'workbench.activityBar.location': 'hidden',
      'workbench.layoutControl.enabled': false,
      'breadcrumbs.enabled': false,
      'editor.minimap.enabled': false,
      'editor.lightbulb.enabled': 'off',
      'editor.occurrencesHighlight': 'off',
      'editor.wordWrap': 'on',
      'window.commandCenter': false,
      'window.menuBarVisibility': 'hidden',
    },
    fillWorkspace: (workspace) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(workspace, path)), { recursive: true });
        writeFileSync(join(workspace, path), text);
      }
    },
  });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');

  await openAt(window, 'house/guide.md', 'calm sea.');
  await insert(window, 'A red lighthouse on a cliff above a calm sea.');
  await saveEditor(window, 'insert-below', 280);

  await window.quickInput.openFile('house/rooms.md');
  await window.editor.select('a bed under the skylight');
  await insert(window, 'An attic room at night, stars above');
  await saveEditor(window, 'insert-alt-text', 280);

  await openAt(window, 'web/src/Room.tsx', '</h2>');
  await insert(window, 'An attic room');
  await saveEditor(window, 'insert-import', 380);

  await openAt(window, 'paper/paper.tex', 'of the bay.');
  await insert(window, 'A lighthouse');
  await saveEditor(window, 'insert-latex', 300);

  await openAt(window, '.vscode/settings.json', '{');
  await window.runCommand('View: Split Editor Down');
  await openAt(window, 'house/page.html', '</p>');
  await insert(window, 'A jar of honey');
  await saveEditor(window, 'insert-template', 320);
  await window.runCommand('View: Close All Editors');
  await window.pressInDialog('save', "Don't Save");

  await openAt(window, 'site/docs/garden.md', 'Bees live here.');
  await addGeneration(window, { request: { prompt: 'Bees in a garden' } });
  await window.runCommand('Jimeng: Open Gallery');
  const gallery = await window.gallery();
  await gallery.chooseFromMenu('Bees in a garden', 'Insert Into…');
  await window.quickInput.waitForText('Browse…');
  await saveEditor(window, 'insert-into', 300);
} finally {
  await closeWindows();
  await closeBrowser();
}

/** Opens a file with the cursor after a text. */
async function openAt({ editor }: VsCodeWindow, path: string, text: string): Promise<void> {
  await editor.open(path);
  await editor.placeCursorAfter(text);
}

/** Inserts an image with a prompt, and waits until its alt text is selected or written. */
async function insert(window: VsCodeWindow, prompt: string): Promise<void> {
  await addGeneration(window, { request: { prompt } });
  await window.runCommand('Jimeng: Insert Latest Image');
  await window.editor.waitForText('.png');
}

/** Saves a screenshot of everything above the status bar, in a window of this height. */
async function saveEditor(window: VsCodeWindow, name: string, height: number): Promise<void> {
  const { page } = window;
  const usualSize = page.viewportSize();
  await page.setViewportSize({ width, height });
  const statusBar = page.locator('.part.statusbar');
  await eventually('the window to be resized', async () => {
    const bounds = await statusBar.boundingBox();
    return bounds?.width === width && Math.round(bounds.y + bounds.height) === height;
  });
  const { y: bottom } = (await statusBar.boundingBox()) ?? { y: height };
  await saveScreenshot(window, name, {
    clip: { x: 0, y: 0, width, height: bottom },
    // The VS Code server has no TypeScript, and reports that.
    style: '.notifications-toasts { display: none !important }',
  });
  if (usualSize) await page.setViewportSize(usualSize);
}
