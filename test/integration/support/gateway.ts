import * as v from 'valibot';
import { gatewayClient } from '../../gateway/client.ts';
import type { RequestEntry } from '../../gateway/controlApi.ts';

const environment = v.object({ JIMENG_TEST_CONTROL: v.string() });

/** The simulated service that the extension talks to in these tests. */
export const gateway = gatewayClient(v.parse(environment, process.env).JIMENG_TEST_CONTROL);

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
