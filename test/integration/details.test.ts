import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toDetailsView, openInsertion } from '../../src/gallery/host/detailRows.ts';
import type { DetailRow } from '../../src/gallery/protocol/views.ts';
import type { GenerationRecord } from '../../src/library/record.ts';
import { viewOf } from '../unit/support/galleryRecords.ts';

const record: GenerationRecord = {
  version: 1,
  id: '20261121T120000000-00000000',
  createdAt: 1_795_000_000_000,
  finishedAt: 1_795_000_009_400,
  provider: 'volcengine',
  request: {
    model: 'jimeng-3.1',
    prompt: 'A lighthouse',
    width: 1328,
    height: 1024,
    scale: 0.5,
    seed: 4711,
    usePreLlm: true,
    imageUrls: ['https://example.com/1.png', 'https://example.com/2.png'],
    logoInfo: { position: 'topLeft', opacity: 0.4 },
    returnUrl: false,
  },
  state: 'done',
  task: { taskId: '4711-abc', reqKey: 'jimeng_t2i_v31', submittedAt: 1_795_000_000_500 },
  images: [
    { file: '1.png', mimeType: 'image/png', width: 1328, height: 1024, bytes: 1_500_000 },
    { file: '2.jpg', mimeType: 'image/jpeg', width: 1328, height: 1024, bytes: 150_000 },
  ],
};

const view = viewOf(record);

describe('toDetailsView', () => {
  it('lists exactly the parameters of the request', () => {
    const { rows, moreRows } = toDetailsView(record, view);
    const toPairs = (list: readonly DetailRow[]) =>
      list.map((row) => [row.name, 'at' in row ? row.at : row.value]);
    assert.deepEqual(toPairs(rows), [
      ['Image 1', '1328 × 1024 · PNG · 1.4 MB'],
      ['Image 2', '1328 × 1024 · JPG · 146 KB'],
      ['Created', 1_795_000_000_000],
      ['Provider', 'Volcengine'],
      ['Model', 'jimeng-3.1'],
    ]);
    assert.deepEqual(toPairs(moreRows), [
      ['Duration', '9 s'],
      ['Requested size', '1328 × 1024'],
      ['Number of images', 'Determined by the prompt'],
      ['Reference images', 'https://example.com/1.png\nhttps://example.com/2.png'],
      ['Prompt weight', '0.5'],
      ['Seed', '4711'],
      ['Prompt enhancement', 'Yes'],
      ['Watermark', 'position: topLeft\nopacity: 0.4'],
      ['Delivery', 'Inline data'],
      ['Task ID', '4711-abc'],
    ]);
  });

  it('lists no parameters for an external task', () => {
    const { rows, moreRows } = toDetailsView({ ...record, isExternal: true, images: [] }, view);
    const names = [rows, moreRows].map((list) => list.map(({ name }) => name));
    assert.deepEqual(names, [
      ['Created', 'Provider'],
      ['Duration', 'Task ID'],
    ]);
  });

  it('opens the documents it was inserted into and nothing else', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const readme = vscode.Uri.joinPath(folder, 'README.md').toString();
    const insertions = [
      { uri: readme, at: 1 },
      { uri: 'command:workbench.action.closeAllEditors', at: 2 },
      ...['untitled:x', 'file://host/share/x', 'vscode-remote://ssh-remote+host/x', 'git:/x'].map(
        (uri) => ({ uri, at: 3 }),
      ),
    ];
    const inserted = { ...record, insertions };
    const { insertions: insertionRows } = toDetailsView(inserted, view);
    assert.deepEqual(insertionRows[0], { name: 'README.md', at: 1, location: [] });

    await openInsertion(inserted, 0);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), readme);
    for (let index = 1; index <= insertions.length; index++) await openInsertion(inserted, index);
    assert.equal(vscode.window.activeTextEditor.document.uri.toString(), readme);
  });
});
