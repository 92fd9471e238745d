/**
 * The API of Volcengine: `POST /`, signed. Signatures are checked first, with errors in their own
 * format; everything after that uses the envelope.
 */
import sharp from 'sharp';
import * as v from 'valibot';
import { bodySchema } from './gatewayApi.ts';
import { sampleAccessKeys } from './accessKeys.ts';
import { envelopeResponse } from './errors.ts';
import { resultErrorOf, promptErrorOf, type ErrorInfo } from './contentCheck.ts';
import {
  apiVersion,
  describeIssue,
  queryAction,
  submitAction,
  outputOptionsSchema,
} from './gatewayContract.ts';
import type { HttpResponse, HttpRequest } from '../http.ts';
import {
  requireAccessKey,
  businessError,
  imageFormatFor,
  handleHttpErrors,
  resultImages,
  type ElapsedMs,
  type ServiceContext,
} from './serviceContext.ts';
import { newRequestId, signatureError } from './signatureError.ts';
import { parseVolcengineSubmit } from './volcengineModels.ts';

/** A call with a valid signature. */
interface Call {
  body: Record<string, unknown>;
  key: string;
  context: ServiceContext;
  elapsedMs: ElapsedMs;
}

/** Responds to a request to the Volcengine API. */
export async function handleVolcengineRequest(
  request: HttpRequest,
  context: ServiceContext,
): Promise<HttpResponse> {
  return handleHttpErrors(async (elapsedMs) => {
    const action = parseAction(request);
    const key = requireAccessKey(request, context);
    const toError = (errorInfo: ErrorInfo) => businessError(errorInfo, elapsedMs, newRequestId());
    const { provider, limits, settings } = context;
    const rateError = limits.checkRate({ provider, key, action }, settings);
    if (rateError !== null) throw toError(rateError);
    if (key === sampleAccessKeys.notActivated.accessKeyId) {
      throw toError({ code: 50400, message: 'Access Denied: Access Denied' });
    }
    const isJson = /^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '');
    const parsed = v.safeParse(bodySchema, request.body.toString());
    if (!isJson || !parsed.success)
      throw toError(invalidParameter('the body must be a JSON object'));
    const call = { body: parsed.output, key, context, elapsedMs };
    return action === submitAction ? submit(call) : query(call);
  });
}

/** Returns the action of a request, which must be one of the two. */
function parseAction(request: HttpRequest): string {
  const { method, url } = request;
  const toError = (...[code, message]: [Parameters<typeof signatureError>[0], string]) =>
    signatureError(code, message, request);
  if (method !== 'POST' || url.pathname !== '/') {
    throw toError('ServiceNotFound', `No service at ${method} ${url.pathname}`);
  }
  const action = url.searchParams.get('Action');
  const version = url.searchParams.get('Version');
  if (action === null || version === null) {
    throw toError('MissingParameter', 'Action and Version are required');
  }
  const isKnownAction = action === submitAction || action === queryAction;
  if (!isKnownAction || version !== apiVersion || url.searchParams.size !== 2) {
    throw toError('InvalidActionOrVersion', `No action ${url.search}`);
  }
  return action;
}

async function submit({ body, key, context, elapsedMs }: Call): Promise<HttpResponse> {
  const { provider, tasks, limits, settings } = context;
  const toError = (errorInfo: ErrorInfo) => businessError(errorInfo, elapsedMs, newRequestId());
  const submission = parseVolcengineSubmit(body);
  if (typeof submission === 'string') throw toError(invalidParameter(submission));
  const inputError =
    (await checkInlineReference(submission.base64)) ??
    promptErrorOf(submission.prompt) ??
    limits.checkConcurrency({ provider, key, action: submitAction }, settings);
  if (inputError !== null) throw toError(inputError);

  const reqKey = String(body['req_key']);
  const { prompt, size, count } = submission;
  const format = imageFormatFor(context, reqKey);
  const { latencyMs } = settings;
  const newTask = { provider, key, reqKey, prompt, size, count, format, latencyMs };
  return successResponse({ task_id: tasks.accept(newTask).id }, elapsedMs);
}

const querySchema = v.strictObject({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.optional(
    v.pipe(
      v.string(),
      v.parseJson(),
      v.strictObject({
        ...outputOptionsSchema.entries,
        return_url: v.optional(v.boolean(), false),
      }),
    ),
    '{}',
  ),
});

async function query({ body, key, context, elapsedMs }: Call): Promise<HttpResponse> {
  const toError = (errorInfo: ErrorInfo) => businessError(errorInfo, elapsedMs, newRequestId());
  const parsed = v.safeParse(querySchema, body);
  if (!parsed.success) throw toError(invalidParameter(describeIssue(parsed.issues[0])));
  const { req_key, task_id, req_json } = parsed.output;

  const task = context.tasks.find(task_id, context.provider, key);
  if (task === null) return successResponse(resultData('not_found'), elapsedMs);
  if (task.reqKey !== req_key) throw toError(invalidParameter('req_key does not match the task'));

  const stage = context.tasks.stageOf(task);
  if (stage !== 'finished') return successResponse(resultData(stage), elapsedMs);
  const resultError = resultErrorOf(task.prompt);
  if (resultError !== null)
    throw toError(resultError.code === 10001 ? failedTaskError : resultError);
  return successResponse(
    resultData('done', await resultImages(task, req_json.return_url, context)),
    elapsedMs,
  );
}

/** The only documented response for a failed task (docs/service.md §9.2). */
const failedTaskError: ErrorInfo = { code: 50215, message: 'Input invalid for this service.' };

function resultData(
  status: string,
  images: { image_urls?: string[]; binary_data_base64?: string[] } = {},
) {
  return { binary_data_base64: null, image_urls: null, ...images, status };
}

function successResponse(data: Record<string, unknown>, elapsedMs: ElapsedMs): HttpResponse {
  const content = {
    code: 10000,
    message: 'Success',
    requestId: newRequestId(),
    elapsedMs: elapsedMs(),
  };
  return envelopeResponse(200, { ...content, data });
}

function invalidParameter(message: string): ErrorInfo {
  return { code: 50200, message };
}

/** 4.7 MB (docs/service.md §3.4). */
const maxReferenceBytes = 4.7 * 1024 * 1024;

/** The error for an invalid inline reference, or null. */
async function checkInlineReference(base64: string | undefined): Promise<ErrorInfo | null> {
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > maxReferenceBytes)
    return invalidParameter('the image can not be more than 4.7 MB');
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (metadata?.format !== 'png' && metadata?.format !== 'jpeg') {
    return { code: 50207, message: 'Image Decode Error' };
  }
  const longSide = Math.max(metadata.width, metadata.height);
  const isValid = longSide <= 4096 && longSide <= 3 * Math.min(metadata.width, metadata.height);
  return isValid ? null : invalidParameter('the image must be within 4096*4096 and 1/3 to 3');
}
