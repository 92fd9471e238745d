/**
 * `POST /jm`, the route of both gateways, and of the custom one at its own path. Checks run in
 * new-api's order: the route, the shape of the request, the key, the model, the fields, the quota,
 * and what the service behind it minds.
 */
import * as v from 'valibot';
import { envelope, frontRefusal, noSuchRoute, taskRefusal } from './answers.ts';
import { failureOf, refusalOf } from './contentCheck.ts';
import {
  apiVersion,
  describe,
  modelName,
  mostPictures,
  queryAction,
  querySchema,
  rangeFault,
  serviceKey,
  submitAction,
  submitSchema,
} from './contract.ts';
import type { Answer, Received } from './http.ts';
import { sampleKeys } from './keys.ts';
import {
  accessKeyOf,
  bearerOf,
  businessRefusal,
  formatOf,
  refusable,
  results,
  type Elapsed,
  type Side,
} from './side.ts';
import { countIn, sizeOf } from './sizes.ts';

/** Answers one request to a gateway. */
export async function answerGateway(received: Received, side: Side): Promise<Answer> {
  return refusable(async (elapsed) => {
    const { provider, settings, limits } = side;
    const { path, auth } =
      provider === 'custom' ? settings.custom : ({ path: '/jm', auth: 'bearer' } as const);
    const { action, body } = readCall(received, path);
    const key = auth === 'bearer' ? bearerOf(received, side) : accessKeyOf(received, side);
    const tooOften = limits.tooOften({ provider, key, action }, settings);
    if (tooOften !== null) throw businessRefusal(tooOften, elapsed);
    return action === submitAction
      ? submit(body, key, side, elapsed)
      : await query(body, key, side, elapsed);
  });
}

/** Everything that is checked before the key is looked at. */
function readCall({ method, url, headers, body }: Received, path: string) {
  if (method !== 'POST' || url.pathname !== path) throw noSuchRoute(method, url.pathname);
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

export const bodySchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

function submit(body: Record<string, unknown>, key: string, side: Side, elapsed: Elapsed): Answer {
  const { provider, settings, limits, tasks } = side;
  refuseModel(body['model'], side);
  const order = parseFields(submitSchema, body);
  if (key === sampleKeys.emptyQuota) {
    throw taskRefusal(403, 'insufficient_user_quota', '用户额度不足, 剩余额度: ＄0.000000');
  }
  refuseServiceKey(order.req_key, elapsed);
  const fault = rangeFault(order);
  if (fault !== null) throw businessRefusal({ code: 50200, message: fault }, elapsed);
  const verdict =
    refusalOf(order.prompt) ?? limits.tooMany({ provider, key, action: submitAction }, settings);
  if (verdict !== null) throw businessRefusal(verdict, elapsed);

  const task = tasks.accept({
    provider,
    key,
    serviceKey,
    prompt: order.prompt,
    size: sizeOf(order),
    count: countIn(order.prompt, mostPictures(order)),
    format: formatOf(side, serviceKey),
    latencyMs: settings.latencyMs,
  });
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
  side: Side,
  elapsed: Elapsed,
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

  const data = resultData('success', await results(task, req_json.return_url, side));
  return envelope(200, { ...base, data, elapsed: elapsed() });
}

/** The `data` of a query's answer, without pictures unless they are given. */
function resultData(
  status: string,
  pictures: { image_urls?: string[]; binary_data_base64?: string[] } = {},
) {
  return { binary_data_base64: [], image_urls: null, ...pictures, status };
}

function refuseModel(model: unknown, { provider }: Side): void {
  if (model === undefined && provider === 'custom') return;
  if (model === undefined) throw frontRefusal(400, 'model name required');
  if (typeof model === 'string' && model !== modelName) {
    const message = `No available channel for model ${model} under group default (distributor)`;
    throw frontRefusal(503, message, 'model_not_found');
  }
}

function refuseServiceKey(given: string, elapsed: Elapsed): void {
  if (given === serviceKey) return;
  throw businessRefusal({ code: 50200, message: `req_key ${given} is not supported` }, elapsed);
}

function parseFields<Schema extends v.GenericSchema>(
  schema: Schema,
  body: Record<string, unknown>,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  throw taskRefusal(400, 'invalid_request', describe(parsed.issues[0]));
}
