/**
 * `GET /api/usage/token/`, which OctopusX documents: it reports on the key of the request, and is not
 * billed.
 */
import { jsonResponse, type HttpRequest, type HttpResponse } from '../http.ts';
import { sampleKeys } from './bearerKeys.ts';
import type { ServiceContext } from './serviceContext.ts';

const tokenUsagePath = '/api/usage/token/';

/** The quota of each key in units, except the one that is used up. */
export const availableQuota = 500_000;

/** Responds to a request for the usage of a key; null for any other request. */
export function handleTokenUsage(
  { method, url, headers }: HttpRequest,
  { provider, keys }: Pick<ServiceContext, 'provider' | 'keys'>,
): HttpResponse | null {
  if (provider !== 'octopusx' || method !== 'GET' || url.pathname !== tokenUsagePath) return null;
  const key = keys.find(headers.authorization);
  if (key === null) {
    const message =
      headers.authorization === undefined ? 'No Authorization header' : 'Invalid Bearer token';
    return jsonResponse(401, { success: false, message }, null);
  }
  const available = key === sampleKeys.emptyQuota ? 0 : availableQuota;
  const data = {
    object: 'token_usage',
    name: 'sample',
    total_granted: availableQuota,
    total_used: availableQuota - available,
    total_available: available,
    unlimited_quota: false,
    model_limits: {},
    model_limits_enabled: false,
    expires_at: 0,
  };
  return jsonResponse(200, { code: true, message: 'ok', data }, null);
}
