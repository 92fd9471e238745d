/**
 * `POST /jm`, the API of both gateways, and of the custom provider at its own path. The checks run
 * in the order of new-api: route, request format, key, model, fields, quota, and then those of the
 * upstream service.
 */
import * as v from 'valibot';
import { envelopeResponse, middlewareError, routeNotFound, taskError } from './errors.ts';
import { resultErrorOf, promptErrorOf } from './contentCheck.ts';
import {
  apiVersion,
  describeIssue,
  modelName,
  maxImageCount,
  queryAction,
  querySchema,
  rangeErrorOf,
  reqKey,
  submitAction,
  submitSchema,
} from './gatewayContract.ts';
import type { HttpResponse, HttpRequest } from '../http.ts';
import { sampleKeys } from './bearerKeys.ts';
import {
  requireAccessKey,
  requireBearerKey,
  businessError,
  imageFormatFor,
  handleHttpErrors,
  resultImages,
  type ElapsedMs,
  type ServiceContext,
} from './serviceContext.ts';
import { imageCountIn, resolveSize } from './sizes.ts';
import { handleTokenUsage } from './tokenUsage.ts';

/** Responds to a request to a gateway. */
export async function handleGatewayRequest(
  request: HttpRequest,
  context: ServiceContext,
): Promise<HttpResponse> {
  const tokenUsage = handleTokenUsage(request, context);
  if (tokenUsage) return tokenUsage;
  return handleHttpErrors(async (elapsedMs) => {
    const { provider, settings, limits } = context;
    const { path, auth } =
      provider === 'custom' ? settings.custom : ({ path: '/jm', auth: 'bearer' } as const);
    const { action, body } = parseCall(request, path);
    const key =
      auth === 'bearer' ? requireBearerKey(request, context) : requireAccessKey(request, context);
    const rateError = limits.checkRate({ provider, key, action }, settings);
    if (rateError !== null) throw businessError(rateError, elapsedMs);
    return action === submitAction
      ? submit(body, key, context, elapsedMs)
      : await query(body, key, context, elapsedMs);
  });
}

/** Checks everything that is checked before the key. */
function parseCall({ method, url, headers, body }: HttpRequest, path: string) {
  if (method !== 'POST' || url.pathname !== path) throw routeNotFound(method, url.pathname);
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') {
    throw middlewareError(400, 'Content-Type must be application/json');
  }
  const action = url.searchParams.get('Action');
  if (action === null) throw middlewareError(400, 'Action query parameter is required');
  if (action !== submitAction && action !== queryAction) {
    throw middlewareError(400, `Unknown Action ${action}`);
  }
  if (url.searchParams.get('Version') !== apiVersion) {
    throw middlewareError(400, `Version query parameter must be ${apiVersion}`);
  }
  if (url.searchParams.size !== 2) throw middlewareError(400, 'Unknown query parameter');
  const parsed = v.safeParse(bodySchema, body.toString());
  if (!parsed.success) throw middlewareError(400, 'Invalid request body');
  if (action === queryAction && parsed.output['task_id'] === undefined) {
    throw middlewareError(400, `task_id is required for ${queryAction}`);
  }
  return { action, body: parsed.output };
}

export const bodySchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

function submit(
  body: Record<string, unknown>,
  key: string,
  context: ServiceContext,
  elapsedMs: ElapsedMs,
): HttpResponse {
  const { provider, settings, limits, tasks } = context;
  checkModel(body['model'], context);
  const fields = parseFields(submitSchema, body);
  if (key === sampleKeys.emptyQuota) {
    throw taskError(403, 'insufficient_user_quota', '用户额度不足, 剩余额度: ＄0.000000');
  }
  checkReqKey(fields.req_key, elapsedMs);
  const rangeError = rangeErrorOf(fields);
  if (rangeError !== null) throw businessError({ code: 50200, message: rangeError }, elapsedMs);
  const errorInfo =
    promptErrorOf(fields.prompt) ??
    limits.checkConcurrency({ provider, key, action: submitAction }, settings);
  if (errorInfo !== null) throw businessError(errorInfo, elapsedMs);

  const task = tasks.accept({
    provider,
    key,
    reqKey,
    prompt: fields.prompt,
    size: resolveSize(fields),
    count: imageCountIn(fields.prompt, maxImageCount(fields)),
    format: imageFormatFor(context, reqKey),
    latencyMs: settings.latencyMs,
  });
  return envelopeResponse(200, {
    code: 10000,
    message: 'Success',
    data: { task_id: task.id, status: 'submitted' },
    requestId: task.id,
    elapsedMs: elapsedMs(),
  });
}

async function query(
  body: Record<string, unknown>,
  key: string,
  context: ServiceContext,
  elapsedMs: ElapsedMs,
): Promise<HttpResponse> {
  const { req_key, task_id, req_json } = parseFields(querySchema, body);
  checkReqKey(req_key, elapsedMs);
  const task = context.tasks.find(task_id, context.provider, key);
  if (task === null) throw taskError(400, 'task_not_exist', 'task_not_exist');

  const stage = context.tasks.stageOf(task);
  const base = { requestId: task.id, code: 10000, message: 'Success' };
  if (stage !== 'finished') {
    return envelopeResponse(200, { ...base, data: resultData(stage), elapsedMs: elapsedMs() });
  }
  const resultError = resultErrorOf(task.prompt);
  if (resultError?.code === 10001) {
    return envelopeResponse(200, {
      ...base,
      ...resultError,
      data: resultData('failed'),
      elapsedMs: elapsedMs(),
    });
  }
  if (resultError !== null) throw businessError(resultError, elapsedMs, task.id);

  const data = resultData('success', await resultImages(task, req_json.return_url, context));
  return envelopeResponse(200, { ...base, data, elapsedMs: elapsedMs() });
}

/** The `data` of the response to a query, with images if given. */
function resultData(
  status: string,
  images: { image_urls?: string[]; binary_data_base64?: string[] } = {},
) {
  return { binary_data_base64: [], image_urls: null, ...images, status };
}

function checkModel(model: unknown, { provider }: ServiceContext): void {
  if (model === undefined && provider === 'custom') return;
  if (model === undefined) throw middlewareError(400, 'model name required');
  if (typeof model === 'string' && model !== modelName) {
    const message = `No available channel for model ${model} under group default (distributor)`;
    throw middlewareError(503, message, 'model_not_found');
  }
}

function checkReqKey(actual: string, elapsedMs: ElapsedMs): void {
  if (actual === reqKey) return;
  throw businessError({ code: 50200, message: `req_key ${actual} is not supported` }, elapsedMs);
}

function parseFields<Schema extends v.GenericSchema>(
  schema: Schema,
  body: Record<string, unknown>,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  throw taskError(400, 'invalid_request', describeIssue(parsed.issues[0]));
}
