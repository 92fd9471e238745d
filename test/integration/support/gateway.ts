import * as v from 'valibot';
import { createGatewayClient } from '../../gateway/control/controlClient.ts';
import { originsSchema, type RequestEntry } from '../../gateway/control/controlApi.ts';

const environment = v.object({
  JIMENG_TEST_ORIGINS: v.pipe(v.string(), v.parseJson(), originsSchema),
});

/** The URLs of the simulated service. */
export const origins = v.parse(environment, process.env).JIMENG_TEST_ORIGINS;

/** The simulated service that the extension uses in these tests. */
export const gateway = createGatewayClient(origins.control);

const submitBodySchema = v.looseObject({ prompt: v.string() });

/** A submit that the gateway received. */
export interface Submit extends Pick<RequestEntry, 'origin' | 'code' | 'headers'> {
  readonly body: v.InferOutput<typeof submitBodySchema>;
}

/** All submits since the last reset of the gateway, in order of arrival. */
export async function submitRequests(): Promise<Submit[]> {
  const requests = await gateway.requests();
  return requests
    .filter(({ query }) => query['Action'] === 'CVSync2AsyncSubmitTask')
    .map(({ origin, code, headers, body }) => ({
      origin,
      code,
      headers,
      body: v.parse(submitBodySchema, body),
    }));
}

const queryBodySchema = v.object({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.pipe(v.string(), v.parseJson(), v.looseObject({})),
});

/** A query that the gateway received. */
export interface Query extends Pick<RequestEntry, 'origin'> {
  readonly body: v.InferOutput<typeof queryBodySchema>;
}

/** All queries since the last reset of the gateway, in order of arrival. */
export async function queryRequests(): Promise<Query[]> {
  const requests = await gateway.requests();
  return requests
    .filter(({ query }) => query['Action'] === 'CVSync2AsyncGetResult')
    .map(({ origin, body }) => ({ origin, body: v.parse(queryBodySchema, body) }));
}
