/**
 * The original service: `POST /`, signed. The signature front looks first, and answers in a shape of
 * its own; what it lets through gets the envelope.
 */
import sharp from 'sharp';
import * as v from 'valibot';
import { bodySchema } from './api.ts';
import { samplePairs } from './accessKeys.ts';
import { envelope } from './answers.ts';
import { failureOf, refusalOf, type Verdict } from './contentCheck.ts';
import { apiVersion, describe, queryAction, submitAction, wishesSchema } from './contract.ts';
import type { Answer, Received } from './http.ts';
import {
  accessKeyOf,
  businessRefusal,
  formatOf,
  refusable,
  results,
  type Elapsed,
  type Side,
} from './side.ts';
import { requestId, topRefusal } from './topRefusal.ts';
import { volcengineOrder } from './volcengineModels.ts';

/** One call that the signature front let through. */
interface Call {
  body: Record<string, unknown>;
  key: string;
  side: Side;
  elapsed: Elapsed;
}

/** Answers one request to the original service. */
export async function answerVolcengine(received: Received, side: Side): Promise<Answer> {
  return refusable(async (elapsed) => {
    const action = actionOf(received);
    const key = accessKeyOf(received, side);
    const refuse = (verdict: Verdict) => businessRefusal(verdict, elapsed, requestId());
    const { provider, limits, settings } = side;
    const tooOften = limits.tooOften({ provider, key, action }, settings);
    if (tooOften !== null) throw refuse(tooOften);
    if (key === samplePairs.notActivated.accessKeyId) {
      throw refuse({ code: 50400, message: 'Access Denied: Access Denied' });
    }
    const isJson = /^application\/json *(;|$)/i.test(received.headers['content-type'] ?? '');
    const parsed = v.safeParse(bodySchema, received.body.toString());
    if (!isJson || !parsed.success) throw refuse(invalid('the body must be a JSON object'));
    const call = { body: parsed.output, key, side, elapsed };
    return action === submitAction ? submit(call) : query(call);
  });
}

/** The action of a request, which must be one of the two. */
function actionOf(received: Received): string {
  const { method, url } = received;
  const refuse = (...[code, message]: [Parameters<typeof topRefusal>[0], string]) =>
    topRefusal(code, message, received);
  if (method !== 'POST' || url.pathname !== '/') {
    throw refuse('ServiceNotFound', `No service at ${method} ${url.pathname}`);
  }
  const action = url.searchParams.get('Action');
  const version = url.searchParams.get('Version');
  if (action === null || version === null) {
    throw refuse('MissingParameter', 'Action and Version are required');
  }
  const isKnown = action === submitAction || action === queryAction;
  if (!isKnown || version !== apiVersion || url.searchParams.size !== 2) {
    throw refuse('InvalidActionOrVersion', `No action ${url.search}`);
  }
  return action;
}

async function submit({ body, key, side, elapsed }: Call): Promise<Answer> {
  const { provider, tasks, limits, settings } = side;
  const refuse = (verdict: Verdict) => businessRefusal(verdict, elapsed, requestId());
  const order = volcengineOrder(body);
  if (typeof order === 'string') throw refuse(invalid(order));
  const verdict =
    (await referenceVerdict(order.base64)) ??
    refusalOf(order.prompt) ??
    limits.tooMany({ provider, key, action: submitAction }, settings);
  if (verdict !== null) throw refuse(verdict);

  const serviceKey = String(body['req_key']);
  const { prompt, size, count } = order;
  const format = formatOf(side, serviceKey);
  const { latencyMs } = settings;
  const commission = { provider, key, serviceKey, prompt, size, count, format, latencyMs };
  return success({ task_id: tasks.accept(commission).id }, elapsed);
}

const querySchema = v.strictObject({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.optional(
    v.pipe(
      v.string(),
      v.parseJson(),
      v.strictObject({ ...wishesSchema.entries, return_url: v.optional(v.boolean(), false) }),
    ),
    '{}',
  ),
});

async function query({ body, key, side, elapsed }: Call): Promise<Answer> {
  const refuse = (verdict: Verdict) => businessRefusal(verdict, elapsed, requestId());
  const parsed = v.safeParse(querySchema, body);
  if (!parsed.success) throw refuse(invalid(describe(parsed.issues[0])));
  const { req_key, task_id, req_json } = parsed.output;

  const task = side.tasks.find(task_id, side.provider, key);
  if (task === null) return success(resultData('not_found'), elapsed);
  if (task.serviceKey !== req_key) throw refuse(invalid("req_key is not the task's own"));

  const stage = side.tasks.stage(task);
  if (stage !== 'finished') return success(resultData(stage), elapsed);
  const failure = failureOf(task.prompt);
  if (failure !== null) throw refuse(failure.code === 10001 ? unusable : failure);
  return success(resultData('done', await results(task, req_json.return_url, side)), elapsed);
}

/** The only failed task of which the official documents print an answer (docs/service.md §9.2). */
const unusable: Verdict = { code: 50215, message: 'Input invalid for this service.' };

function resultData(
  status: string,
  pictures: { image_urls?: string[]; binary_data_base64?: string[] } = {},
) {
  return { binary_data_base64: null, image_urls: null, ...pictures, status };
}

function success(data: Record<string, unknown>, elapsed: Elapsed): Answer {
  const facts = { code: 10000, message: 'Success', requestId: requestId(), elapsed: elapsed() };
  return envelope(200, { ...facts, data });
}

function invalid(message: string): Verdict {
  return { code: 50200, message };
}

/** 4.7 MB, in bytes (docs/service.md §3.4). */
const largestReference = 4.7 * 1024 * 1024;

/** What is wrong with a reference picture that came inside the request, or null. */
async function referenceVerdict(base64: string | undefined): Promise<Verdict | null> {
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > largestReference) return invalid('the image can not be more than 4.7 MB');
  const found = await sharp(bytes)
    .metadata()
    .catch(() => null);
  if (found?.format !== 'png' && found?.format !== 'jpeg') {
    return { code: 50207, message: 'Image Decode Error' };
  }
  const long = Math.max(found.width, found.height);
  const isLegal = long <= 4096 && long <= 3 * Math.min(found.width, found.height);
  return isLegal ? null : invalid('the image must be within 4096*4096 and 1/3 to 3');
}
