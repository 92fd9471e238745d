/**
 * `POST /jm`, the route of both gateways. Checks run in new-api's order: the route, the shape of
 * the request, the key, the model, the fields, the quota, and what the service behind it minds.
 */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { envelope, frontRefusal, noSuchRoute, Refusal, taskRefusal } from './answers.ts';
import { failureOf, refusalOf } from './contentCheck.ts';
import {
  apiVersion,
  describe,
  modelName,
  queryAction,
  querySchema,
  rangeFault,
  serviceKey,
  submitAction,
  submitSchema,
} from './contract.ts';
import type { Provider } from './controlApi.ts';
import type { Answer, Received } from './http.ts';
import { sampleKeys, type KeyRing } from './keys.ts';
import type { FileFormat } from './pictures.ts';
import { pictureLifetime, type Task, type TaskStore } from './tasks.ts';

/** One gateway's side of a request. */
export interface GatewaySide {
  provider: Provider;
  keys: KeyRing;
  tasks: TaskStore;
  format: FileFormat;
  latencyMs: number;
  /** The address of a picture, good until then (milliseconds since 1970). */
  linkTo: (name: string, expiresAt: number) => string;
}

/** Answers one request to a gateway. */
export async function answerGateway(received: Received, side: GatewaySide): Promise<Answer> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  try {
    const { action, body } = readCall(received);
    const key = side.keys.find(received.headers.authorization);
    if (key === null) throw frontRefusal(401, 'Invalid token');
    return action === submitAction
      ? submit(body, key, side, elapsed)
      : await query(body, key, side, elapsed);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** Everything that is checked before the key is looked at. */
function readCall({ method, url, headers, body }: Received) {
  if (method !== 'POST' || url.pathname !== '/jm') throw noSuchRoute(method, url.pathname);
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') {
    throw frontRefusal(400, 'Content-Type must be application/json');
  }
  const action = url.searchParams.get('Action');
  if (action === null) throw frontRefusal(400, 'Action query parameter is required');
  if (action !== submitAction && action !== queryAction) {
    throw frontRefusal(400, `Unknown Action ${action}`);
  }
  if (url.searchParams.get('Version') !== apiVersion) {
    throw frontRefusal(400, `Version query parameter must be ${apiVersion}`);
  }
  if (url.searchParams.size !== 2) throw frontRefusal(400, 'Unknown query parameter');
  const parsed = v.safeParse(bodySchema, body.toString());
  if (!parsed.success) throw frontRefusal(400, 'Invalid request body');
  if (action === queryAction && parsed.output['task_id'] === undefined) {
    throw frontRefusal(400, `task_id is required for ${queryAction}`);
  }
  return { action, body: parsed.output };
}

const bodySchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

function submit(
  body: Record<string, unknown>,
  key: string,
  side: GatewaySide,
  elapsed: () => number,
): Answer {
  const { model } = body;
  if (model === undefined) throw frontRefusal(400, 'model name required');
  if (typeof model === 'string' && model !== modelName) {
    const message = `No available channel for model ${model} under group default (distributor)`;
    throw frontRefusal(503, message, 'model_not_found');
  }
  const order = parseFields(submitSchema, body);
  if (key === sampleKeys.emptyQuota) {
    throw taskRefusal(403, 'insufficient_user_quota', '用户额度不足, 剩余额度: ＄0.000000');
  }
  refuseServiceKey(order.req_key, elapsed);
  const fault = rangeFault(order);
  if (fault !== null) throw businessRefusal({ code: 50200, message: fault }, elapsed);
  const verdict = refusalOf(order.prompt);
  if (verdict !== null) throw businessRefusal(verdict, elapsed);

  const { provider, format, latencyMs } = side;
  const task = side.tasks.accept({ provider, key, order, format, latencyMs });
  return envelope(200, {
    code: 10000,
    message: 'Success',
    data: { task_id: task.id, status: 'submitted' },
    requestId: task.id,
    elapsed: elapsed(),
  });
}

async function query(
  body: Record<string, unknown>,
  key: string,
  side: GatewaySide,
  elapsed: () => number,
): Promise<Answer> {
  const { req_key, task_id, req_json } = parseFields(querySchema, body);
  refuseServiceKey(req_key, elapsed);
  const task = side.tasks.find(task_id, side.provider, key);
  if (task === null) throw taskRefusal(400, 'task_not_exist', 'task_not_exist');

  const stage = side.tasks.stage(task);
  const base = { requestId: task.id, code: 10000, message: 'Success' };
  if (stage !== 'finished') {
    return envelope(200, { ...base, data: resultData(stage), elapsed: elapsed() });
  }
  const failure = failureOf(task.prompt);
  if (failure?.code === 10001) {
    return envelope(200, { ...base, ...failure, data: resultData('failed'), elapsed: elapsed() });
  }
  if (failure !== null) throw businessRefusal(failure, elapsed, task.id);

  const data = req_json.return_url
    ? resultData('success', { image_urls: addresses(task, side) })
    : resultData('success', { binary_data_base64: await encoded(task) });
  side.tasks.deliver(task);
  return envelope(200, { ...base, data, elapsed: elapsed() });
}

/** The `data` of a query's answer, without pictures unless they are given. */
function resultData(
  status: string,
  pictures: { image_urls?: string[]; binary_data_base64?: string[] } = {},
) {
  return { binary_data_base64: [], image_urls: null, ...pictures, status };
}

function addresses(task: Task, { linkTo }: GatewaySide): string[] {
  return task.pictures.map(({ name }) => linkTo(name, task.readyAt + pictureLifetime));
}

async function encoded(task: Task): Promise<string[]> {
  const files = await Promise.all(task.pictures.map(({ bytes }) => bytes));
  return files.map((file) => file.toString('base64'));
}

function refuseServiceKey(given: string, elapsed: () => number): void {
  if (given === serviceKey) return;
  throw businessRefusal({ code: 50200, message: `req_key ${given} is not supported` }, elapsed);
}

function businessRefusal(
  verdict: { code: number; message: string },
  elapsed: () => number,
  requestId: string = randomUUID(),
): Refusal {
  return new Refusal(envelope(400, { ...verdict, data: null, requestId, elapsed: elapsed() }));
}

function parseFields<Schema extends v.GenericSchema>(
  schema: Schema,
  body: Record<string, unknown>,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  throw taskRefusal(400, 'invalid_request', describe(parsed.issues[0]));
}
