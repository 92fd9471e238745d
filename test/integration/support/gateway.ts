import * as v from 'valibot';
import { gatewayClient } from '../../gateway/client.ts';
import { originsSchema, type RequestEntry } from '../../gateway/controlApi.ts';

const environment = v.object({
  JIMENG_TEST_ORIGINS: v.pipe(v.string(), v.parseJson(), originsSchema),
});

/** Where the simulated service listens. */
export const origins = v.parse(environment, process.env).JIMENG_TEST_ORIGINS;

/** The simulated service that the extension talks to in these tests. */
export const gateway = gatewayClient(origins.control);

const submitBody = v.looseObject({ prompt: v.string() });

/** A submit as the gateway received it. */
export interface Submit extends Pick<RequestEntry, 'origin' | 'code' | 'headers'> {
  readonly body: v.InferOutput<typeof submitBody>;
}

/** Every submit since the gateway was last reset, in order of arrival. */
export async function submits(): Promise<Submit[]> {
  const requests = await gateway.requests();
  return requests
    .filter(({ query }) => query['Action'] === 'CVSync2AsyncSubmitTask')
    .map(({ origin, code, headers, body }) => ({
      origin,
      code,
      headers,
      body: v.parse(submitBody, body),
    }));
}

const queryBody = v.object({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.pipe(v.string(), v.parseJson(), v.looseObject({})),
});

/** A query as the gateway received it. */
export interface Query extends Pick<RequestEntry, 'origin'> {
  readonly body: v.InferOutput<typeof queryBody>;
}

/** Every query since the gateway was last reset, in order of arrival. */
export async function queries(): Promise<Query[]> {
  const requests = await gateway.requests();
  return requests
    .filter(({ query }) => query['Action'] === 'CVSync2AsyncGetResult')
    .map(({ origin, body }) => ({ origin, body: v.parse(queryBody, body) }));
}
