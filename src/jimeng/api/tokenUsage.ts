import * as v from 'valibot';
import { maxTokenUsageBytes } from '../../untrusted/limits.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import { systemClock, withTimeout, type Clock } from '../clock.ts';
import { systemFetch, type Fetch } from '../http/fetch.ts';
import { acceptedEncodings, readBody } from '../http/readBody.ts';
import type { Provider } from '../providers.ts';
import type { ApiKey } from './apiKey.ts';
import { parseJson } from './foreignJson.ts';

/** What a provider reports about a key. */
export type KeyCheck =
  /** `availableQuota` in units of the provider, not money; absent if it is unlimited or unknown. */
  | { readonly result: 'accepted'; readonly availableQuota?: number }
  | { readonly result: 'rejected' }
  /** The provider cannot be asked, does not respond, or responds with something else. */
  | { readonly result: 'unknown' };

/** What `checkKey` works with. */
export interface KeyCheckOptions {
  readonly provider: Provider;
  /** It is sent to the provider's origin only. */
  readonly key: ApiKey;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** The version of this extension, which is sent to the provider as `User-Agent`. */
  readonly version?: string;
}

/** Milliseconds: the user is waiting. */
const timeoutMs = 8000;

const usageSchema = v.object({
  code: v.literal(true),
  data: v.object({
    total_available: v.optional(v.unknown()),
    unlimited_quota: v.optional(v.unknown()),
  }),
});

const refusalSchema = v.object({
  success: v.literal(false),
  message: v.pipe(v.string(), v.regex(/\b(?:token|authorization)\b/i)),
});

/** Checks a key by a call that is not billed. Never rejects. */
export async function checkKey({
  provider: { origin, tokenUsagePath },
  key,
  fetch = systemFetch,
  clock = systemClock,
  version,
}: KeyCheckOptions): Promise<KeyCheck> {
  if (tokenUsagePath === undefined || key.kind !== 'bearer') return { result: 'unknown' };
  try {
    return await withTimeout(
      clock,
      timeoutMs,
      new Error('No response'),
      undefined,
      async (signal) => {
        const response = await fetch(origin + tokenUsagePath, {
          headers: {
            Accept: 'application/json',
            'Accept-Encoding': acceptedEncodings,
            Authorization: `Bearer ${key.token}`,
            'User-Agent': version === undefined ? 'jimeng-images' : `jimeng-images/${version}`,
          },
          compress: false,
          // Following a redirect would send the key to another origin.
          redirect: 'manual',
          signal,
        });
        const { body } = await readBody(response, maxTokenUsageBytes, () => undefined);
        return readKeyCheck(response.status, body);
      },
    );
  } catch {
    return { result: 'unknown' };
  }
}

function readKeyCheck(httpStatus: number, body: string): KeyCheck {
  const value = parseJson(body);
  if (httpStatus === 401 || safeParse(refusalSchema, value).success) return { result: 'rejected' };
  const usage = safeParse(usageSchema, value);
  if (httpStatus !== 200 || !usage.success) return { result: 'unknown' };
  const { total_available: available, unlimited_quota: isUnlimited } = usage.output.data;
  const isAmount = typeof available === 'number' && Number.isFinite(available) && available >= 0;
  return isAmount && isUnlimited !== true
    ? { result: 'accepted', availableQuota: available }
    : { result: 'accepted' };
}
