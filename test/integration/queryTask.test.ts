import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { signRequest } from '../../src/jimeng/api/signature.ts';
import { sampleAccessKeys } from '../gateway/services/accessKeys.ts';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { eventually } from '../support/eventually.ts';
import { gateway, origins, queryRequests, submitRequests } from './support/gateway.ts';
import { useFreshGateway, smallSize } from './support/generate.ts';
import { setSetting } from './support/settings.ts';

const submitResponseSchema = v.object({ data: v.object({ task_id: v.string() }) });

/** Submits a task as another program would. */
async function submitElsewhere(prompt: string): Promise<string> {
  const response = await fetch(
    `${origins.octopusx}/jm?Action=CVSync2AsyncSubmitTask&Version=2022-08-31`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${sampleKeys.valid}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        req_key: 'jimeng_t2i_v40',
        model: 'jimeng-4.0',
        prompt,
        force_single: true,
        image_urls: [],
        ...smallSize,
      }),
    },
  );
  return v.parse(submitResponseSchema, await response.json()).data.task_id;
}

/** Submits a task to Volcengine with the model 3.1. */
async function submitToVolcengine(prompt: string): Promise<string> {
  const host = new URL(origins.volcengine).host;
  const query = { Action: 'CVSync2AsyncSubmitTask', Version: '2022-08-31' };
  const body = JSON.stringify({ req_key: 'jimeng_t2i_v31', prompt, ...smallSize });
  const signedCall = { host, path: '/', query, body };
  const response = await fetch(`${origins.volcengine}/?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...signRequest(signedCall, sampleAccessKeys.permanent, Date.now()),
    },
    body,
  });
  return v.parse(submitResponseSchema, await response.json()).data.task_id;
}

const query = (taskId: string, provider = 'octopusx', model?: string) =>
  vscode.commands.executeCommand('jimeng.queryTask', {
    taskId,
    provider,
    ...(model !== undefined && { model }),
  });

/** Whether an image of the task was sent completely. */
async function isImageSent(taskId: string): Promise<boolean> {
  const requests = await gateway.requests();
  return requests.some(({ path, image }) => image !== null && path.includes(taskId));
}

/** The submits with this prompt. */
async function submitsOf(prompt: string): Promise<string[]> {
  return (await submitRequests()).map(({ body }) => body.prompt).filter((each) => each === prompt);
}

describe('jimeng.queryTask', () => {
  const messages = useFreshGateway();

  // Generations of earlier tests may still be running, so each test uses its own prompt.
  it('downloads the images of an external task without a submit', async () => {
    const prompt = 'A lighthouse of another program';
    const taskId = await submitElsewhere(prompt);
    await query(taskId);
    await eventually('the image to be downloaded', () => isImageSent(taskId));
    assert.deepEqual(await submitsOf(prompt), [prompt]);
    assert.deepEqual(await submitsOf(`Task ${taskId}`), []);
  });

  it('queries a task with the model it was submitted for', async () => {
    const taskId = await submitToVolcengine('A lighthouse of another model');
    await query(taskId, 'volcengine', 'jimeng-3.1');
    await eventually('the image to be downloaded', () => isImageSent(taskId));
    const ownQueries = (await queryRequests()).filter(({ body }) => body.task_id === taskId);
    assert.deepEqual([...new Set(ownQueries.map(({ body }) => body.req_key))], ['jimeng_t2i_v31']);
  });

  it('uses the configured model only if the provider supports it', async () => {
    await setSetting('jimeng.model', 'jimeng-3.1');
    const taskId = await submitElsewhere('A lighthouse queried from the UI');
    await query(taskId);
    await eventually('the image to be downloaded', () => isImageSent(taskId));
    const ownQueries = (await queryRequests()).filter(({ body }) => body.task_id === taskId);
    assert.deepEqual([...new Set(ownQueries.map(({ body }) => body.req_key))], ['jimeng_t2i_v40']);
  });

  it('reports a task whose images are in the library, and queries nothing', async () => {
    const taskId = await submitElsewhere('A lighthouse that is here already');
    await query(taskId);
    await eventually('the image to be downloaded', () => isImageSent(taskId));
    const message = 'The images of this task are already in the gallery.';
    await eventually('the message', async () => {
      await query(`task_id: "${taskId}"`);
      return messages.shown.some(({ text }) => text === message);
    });
    assert.deepEqual(await submitsOf(`Task ${taskId}`), []);
  });

  it('reports an unknown task and never submits', async function () {
    this.timeout(120_000);
    const taskId = '67fb9e82-126e-4c71-bb16-a3bb3789e3b7';
    await query(taskId);
    // The notification is shown only without the gallery.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // It is asked again for at least 30 seconds.
    await eventually(
      'the error',
      () => messages.errors.find((each) => each.startsWith('OctopusX could not find this task')),
      90_000,
    );
    assert.deepEqual(await submitsOf(`Task ${taskId}`), []);
  });
});
