import assert from 'node:assert/strict';
import { parseTaskId, resolveTaskId } from '../../../src/commands/taskId.ts';

const uuid = '67fb9e82-126e-4c71-bb16-a3bb3789e3b7';

const pasted: readonly [text: string, taskId: string | undefined][] = [
  [uuid, uuid],
  [` ${uuid}\n`, uuid],
  [`"${uuid}"`, uuid],
  [`'${uuid}',`, uuid],
  [`“${uuid}”`, uuid],
  ['`7392616336519610409`', '7392616336519610409'],
  [`task_id: ${uuid}`, uuid],
  [`"task_id": "${uuid}",`, uuid],
  [`task_id=${uuid}`, uuid],
  [`Task ID：${uuid}`, uuid],
  [`taskId: '${uuid}'`, uuid],
  [`任务 ID: ${uuid}`, uuid],
  [`task: ${uuid}`, uuid],
  [`\u200b${uuid}\ufeff`, uuid],
  ['task_01HZX:img/2k.v2+a=b~c', 'task_01HZX:img/2k.v2+a=b~c'],
  ['img:gen:42', 'img:gen:42'],
  ['tasks/42', 'tasks/42'],
  ['任务-42', '任务-42'],
  ['x'.repeat(2048), 'x'.repeat(2048)],
  ['x'.repeat(2049), undefined],
  ['two words', undefined],
  ['a\u0000b', undefined],
  ['', undefined],
  [' "" ', undefined],
  ['task_id:', undefined],
];

describe('parseTaskId', () => {
  for (const [text, taskId] of pasted) {
    it(`reads ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(parseTaskId(text), taskId);
    });
  }
});

describe('resolveTaskId', () => {
  const known = new Set(['task:12345', 'id=7', uuid]);
  const rows: readonly [text: string, taskId: string | undefined][] = [
    ['task:12345', 'task:12345'],
    [' id=7\n', 'id=7'],
    ['task:67890', '67890'],
    [`"${uuid}"`, uuid],
    ['', undefined],
  ];
  for (const [text, taskId] of rows) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(
        resolveTaskId(text, (id) => known.has(id)),
        taskId,
      );
    });
  }
});
