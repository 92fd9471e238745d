import assert from 'node:assert/strict';
import { submitFields, submitPath, submitTask } from '../../gateway/client/apiClient.ts';
import { rawRequest } from '../../gateway/client/rawRequest.ts';
import type { Fault } from '../../gateway/control/controlApi.ts';
import {
  envelopeKinds,
  imageFormKinds,
  taskIdKinds,
  type EnvelopeKind,
  type ImageFormKind,
  type TaskIdKind,
} from '../../gateway/faults/faultKinds.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { createImageUrls, useGateway } from './useGateway.ts';

const headers = {
  'content-type': 'application/json',
  authorization: `Bearer ${sampleKeys.valid}`,
};
/** The smallest image is drawn fastest. */
const smallSize = { width: 1024, height: 1024 };
const queryPath = '/jm?Action=CVSync2AsyncGetResult&Version=2022-08-31';

describe('Simulated forms of a response', () => {
  const test = useGateway();

  const send = async (path: string, fields: object) => {
    const url = test.gateway.origins.octopusx + path;
    const { status, body } = await rawRequest(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(fields),
    });
    return { status, body: body.toString() };
  };
  const sendSubmit = () => send(submitPath, submitFields);
  const sendQuery = (taskId: string) =>
    send(queryPath, {
      req_key: submitFields.req_key,
      task_id: taskId,
      req_json: '{"return_url":true}',
    });
  const configure = (fault: Fault) => {
    test.gateway.configure({ faults: [fault] });
  };

  /** A part of the body of the response to a submit; `<id>` stands for the task id. */
  const submitForms: Record<
    Exclude<EnvelopeKind, 'stringCode' | 'nullCode'> | Exclude<TaskIdKind, 'numericTaskId'>,
    string
  > = {
    wrongTypes: '"data":{"task_id":["<id>"],',
    codeZero: '"code":0,',
    codeWord: '"code":"SUCCESS"',
    codeMissing: '{"data":{"task_id":"<id>",',
    errorCodeBeside: '{"code":50500,"data":{"task_id":"<id>"',
    errorObjectBeside: '"error":{"code":"500"',
    status404: '"data":{"task_id":"<id>"',
    status502: '"data":{"task_id":"<id>"',
    nestedData: '"data":{"data":{"task_id":"<id>"',
    nestedResult: '{"result":{"output":{"task_id":"<id>"',
    noEnvelope: '{"task_id":"<id>"',
    dataAsText: '"data":"{\\"task_id\\":\\"<id>\\"',
    bodyAsText: '"{\\"code\\":10000,\\"data\\":{\\"task_id\\":\\"<id>\\"',
    bodyInMessage: '{"code":"fail_to_fetch_task","message":"{',
    newApiEnvelope: '"progress":"30%","data":{"code":10000,"data":{"task_id":"<id>"',
    taskIdInList: '"task_id":["<id>"]',
    camelCaseTaskId: '{"taskId":"<id>"}',
    taskIdAsId: '{"id":"<id>","object":"video"',
    taskIdInPage: '<html><pre>{"code":10000',
  };
  const statuses: Partial<Record<string, number>> = {
    status404: 404,
    status502: 502,
    bodyInMessage: 500,
    taskIdInPage: 502,
  };
  for (const kind of [...envelopeKinds, ...taskIdKinds]) {
    if (kind === 'stringCode' || kind === 'nullCode' || kind === 'numericTaskId') continue;
    it(`${kind} accepts the task`, async () => {
      configure({ on: 'submit', kind });
      const { status, body } = await sendSubmit();
      const taskId = test.gateway.tasks()[0]?.taskId ?? assert.fail();
      assert.ok(body.includes(submitForms[kind].replace('<id>', taskId)), body);
      assert.equal(status, statuses[kind] ?? 200);
    });
  }

  it('numericTaskId waits for a task id of digits', async () => {
    configure({ on: 'submit', kind: 'numericTaskId' });
    assert.match((await sendSubmit()).body, /"task_id":"/);
    assert.equal(test.gateway.requests()[0]?.faulted, false);
  });

  /** A part of the body of the response to a query; `<url>` stands for the URL of the image. */
  const imageFormParts: Record<ImageFormKind, string | RegExp> = {
    successWithoutImages: '"image_urls":[]',
    onlyWithheldImages: '"image_urls":[null]',
    firstImageNull: '"image_urls":[null]',
    firstImageEmpty: '"image_urls":[""]',
    bothLists: /"image_urls":\["http[^"]+"\],"binary_data_base64":\["iVBOR/,
    expiredUrlsWithBase64: /gone\.image"\]/,
    ftpUrl: '"ftp://127',
    fileUrl: '"file:///tos-simulated/',
    urlAsText: '"image_urls":"<url>"',
    urlsAsText: '"image_urls":"[\\"<url>\\"]"',
    urlAsObject: '"image_urls":{"0":"<url>"}',
    urlsAsObjects: '"image_urls":[{"url":"<url>"',
    urlTwice: '"image_urls":["<url>","<url>"]',
    dataUrl: /"image_urls":\["data:image\/png;base64,iVBOR/,
    relativeUrl: '"image_urls":["/tos-simulated/',
    urlWithoutScheme: '"image_urls":["127.0.0.1:',
    protocolRelativeUrl: '"image_urls":["//127.0.0.1:',
    missingStatus: /"data":\{"image_urls":\["[^"]+"\],"binary_data_base64":\[\]\}/,
    openAiFormat: '"data":[{"url":"<url>"}]',
    resultUrl: '"result_url":"<url>","data":null',
  };
  for (const kind of imageFormKinds) {
    it(`${kind} waits for images`, async () => {
      configure({ on: 'query', kind });
      const taskId = await submitTask(test.gateway, smallSize);
      await sendQuery(taskId);
      assert.equal(test.gateway.requests().at(-1)?.faulted, false);
      test.now += 1000;
      const { body } = await sendQuery(taskId);
      assert.equal(test.gateway.requests().at(-1)?.faulted, true);
      const [url = ''] = /http:[^"]+/.exec((await sendQuery(taskId)).body) ?? [];
      const part = imageFormParts[kind];
      if (typeof part === 'string') assert.ok(body.includes(part.replaceAll('<url>', url)), body);
      else assert.match(body, part);
    });
  }

  it('have images at the providers too, for relative URLs', async () => {
    const [url = ''] = await createImageUrls(test, smallSize);
    const { pathname, search } = new URL(url);
    const exchange = await rawRequest(test.gateway.origins.octopusx + pathname + search);
    assert.deepEqual(exchange.body, (await rawRequest(url)).body);
  });

  const refusals: [Extract<Fault, { kind: string }>['kind'], number, string][] = [
    ['quotaAs429', 429, '"code":"insufficient_quota"'],
    ['balanceAs400', 400, 'Insufficient balance'],
    ['overdueAs403', 403, '"code":"AccountOverdueError"'],
    ['error404', 404, 'Service is restarting'],
    ['errorAs200', 200, 'Service is restarting'],
  ];
  for (const [kind, status, part] of refusals) {
    it(`${kind} accepts no task`, async () => {
      configure({ on: 'submit', kind } as Fault);
      const response = await sendSubmit();
      assert.equal(response.status, status);
      assert.ok(response.body.includes(part), response.body);
      assert.equal(test.gateway.tasks().length, 0);
    });
  }

  it('unknownTask and failReason tell of the task', async () => {
    configure({ on: 'query', kind: 'unknownTask' });
    assert.match((await sendQuery('x')).body, /"code":"task_not_exist"/);
    configure({ on: 'query', kind: 'failReason' });
    assert.match(
      (await sendQuery('x')).body,
      /"status":"FAILURE","fail_reason":"{\\"code\\":50511/,
    );
  });
});
