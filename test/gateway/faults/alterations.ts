/** Faults that alter the service's own response. */
import * as v from 'valibot';
import type { DeliveryMode } from './delivery.ts';
import type { AlterationKind, DeliveryKind } from './faultKinds.ts';
import type { HttpResponse } from '../http.ts';
import { htmlResponse, type FaultContext } from './replacements.ts';

export const deliveryModes: Record<DeliveryKind, DeliveryMode> = {
  resetBefore: 'reset',
  resetDuring: 'resetHalfway',
  resetAfter: 'closeAfter',
  stall: 'silence',
  stallDuring: 'silenceHalfway',
};

/** Alters a response. Returns null if there is nothing to alter in it. */
type Alteration = (
  response: HttpResponse,
  context: FaultContext,
) => HttpResponse | null | Promise<HttpResponse | null>;

export const alterations: Record<AlterationKind, Alteration> = {
  truncatedJson: (response) => ({
    ...response,
    body: response.body.subarray(0, Math.ceil(response.body.length / 2)),
  }),
  wrongTypes: (response) => rewriteBody(response, ({ data }) => ({ data: withWrongTypes(data) })),
  stringCode: (response) => rewriteBody(response, ({ code }) => ({ code: String(code) })),
  nullCode: (response) => rewriteBody(response, () => ({ code: null })),

  unknownStatus: (response) =>
    rewriteBody(response, ({ data }) => ({ data: { ...data, status: 'pondering' } })),
  successWithoutImages: (response) => rewriteImages(response, () => ({ image_urls: [] })),
  bothLists: async (response, { fileAt }) => {
    const files = await Promise.all(imageUrlsIn(response).map(fileAt));
    const encoded = files.map((file) => file?.toString('base64'));
    return rewriteImages(response, () => ({ binary_data_base64: encoded }));
  },
  ftpUrl: (response) =>
    rewriteImages(response, (urls) => ({
      image_urls: replaceOrigin(urls, (url) => `ftp://${url.host}`),
    })),
  fileUrl: (response) =>
    rewriteImages(response, (urls) => ({ image_urls: replaceOrigin(urls, () => 'file://') })),

  forbidden: (response) => ({ ...response, ...htmlResponse(403) }),
  missing: (response) => ({ ...response, ...htmlResponse(404) }),
  halfWithLength: (response) => ({ ...response, deliveryMode: 'cutHalfway' }),
  halfChunked: (response) => ({ ...response, deliveryMode: 'cutHalfwayChunked' }),
  wrongContentType: (response) => ({
    ...response,
    headers: { ...response.headers, 'content-type': 'text/plain' },
  }),
  htmlImage: () => htmlResponse(200),
  endless: (response) => ({ ...response, deliveryMode: 'endless' }),
};

/** The parts of a response body that are altered here. */
const bodySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    code: v.unknown(),
    data: v.nullish(v.looseObject({ image_urls: v.nullish(v.array(v.string())) })),
  }),
);
type Body = v.InferOutput<typeof bodySchema>;

/** Changes fields of the body. */
function rewriteBody(response: HttpResponse, change: (body: Body) => object): HttpResponse {
  const body = v.parse(bodySchema, response.body.toString());
  return { ...response, body: Buffer.from(JSON.stringify({ ...body, ...change(body) })) };
}

/** Changes fields of `data`. Returns null if it contains no image URLs. */
function rewriteImages(
  response: HttpResponse,
  change: (urls: string[]) => object,
): HttpResponse | null {
  const urls = imageUrlsIn(response);
  if (urls.length === 0) return null;
  return rewriteBody(response, ({ data }) => ({ data: { ...data, ...change(urls) } }));
}

function imageUrlsIn(response: HttpResponse): string[] {
  return v.parse(bodySchema, response.body.toString()).data?.image_urls ?? [];
}

/** Replaces scheme and host of each URL. */
function replaceOrigin(urls: readonly string[], newOriginOf: (url: URL) => string): string[] {
  return urls.map((url) => {
    const newUrl = new URL(url);
    return newOriginOf(newUrl) + newUrl.pathname + newUrl.search;
  });
}

/** Changes the type of each field of `data`. */
function withWrongTypes(data: Body['data']): object {
  const changeType = (value: unknown) => (typeof value === 'string' ? [value] : String(value));
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([name, value]) => [name, changeType(value)]),
  );
}
