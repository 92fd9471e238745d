import * as v from 'valibot';
import type { Provider } from '../control/controlApi.ts';
import type { Gateway } from '../index.ts';
import { sampleKeys } from '../services/bearerKeys.ts';

/** A response of a gateway, in any of its formats. */
const responseSchema = v.object({
  code: v.optional(v.union([v.string(), v.number()])),
  message: v.optional(v.string()),
  request_id: v.optional(v.string()),
  time_elapsed: v.optional(v.string()),
  error: v.optional(v.object({ message: v.string(), type: v.string(), code: v.string() })),
  data: v.nullish(
    v.object({
      task_id: v.optional(v.string()),
      status: v.string(),
      image_urls: v.nullish(v.array(v.string())),
      binary_data_base64: v.nullish(v.array(v.string())),
    }),
  ),
});

/** How a request differs from a valid one. */
export interface CallOptions {
  provider?: Provider;
  method?: string;
  path?: string;
  /** Null omits the header. */
  key?: string | null;
  contentType?: string;
  /** Replaces the whole body. */
  body?: string;
}

export const submitPath = '/jm?Action=CVSync2AsyncSubmitTask&Version=2022-08-31';
const queryPath = '/jm?Action=CVSync2AsyncGetResult&Version=2022-08-31';

/** A request that every gateway accepts. */
export const submitFields = {
  req_key: 'jimeng_t2i_v40',
  model: 'jimeng-4.0',
  prompt: 'A lighthouse at dusk',
  force_single: true,
  width: 1024,
  height: 1024,
};

/** Submits a task with some fields changed. `undefined` omits a field. */
export function submit(gateway: Gateway, changes: object = {}, options: CallOptions = {}) {
  return call(gateway, submitPath, { ...submitFields, ...changes }, options);
}

/** Queries a task, likewise. `status` is the HTTP status. */
export function query(
  gateway: Gateway,
  taskId: string,
  changes: object = {},
  options: CallOptions = {},
) {
  const fields = {
    req_key: submitFields.req_key,
    task_id: taskId,
    req_json: '{"return_url": true}',
  };
  return call(gateway, queryPath, { ...fields, ...changes }, options);
}

/** Submits a task that must be accepted. Returns its ID. */
export async function submitTask(
  gateway: Gateway,
  changes: object = {},
  options: CallOptions = {},
): Promise<string> {
  const { data, ...rest } = await submit(gateway, changes, options);
  if (data?.task_id) return data.task_id;
  throw new Error(`Not accepted: ${JSON.stringify(rest)}`);
}

async function call(
  gateway: Gateway,
  defaultPath: string,
  fields: object,
  { provider = 'octopusx', path = defaultPath, method = 'POST', ...rest }: CallOptions,
) {
  const { key = sampleKeys.valid, contentType = 'application/json' } = rest;
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(gateway.origins[provider] + path, {
    method,
    headers: { 'content-type': contentType, ...authorization },
    ...(method === 'GET' ? {} : { body: rest.body ?? JSON.stringify(fields) }),
  });
  // The body also has a `status`, which repeats the business code.
  return { ...v.parse(responseSchema, await response.json()), status: response.status };
}
