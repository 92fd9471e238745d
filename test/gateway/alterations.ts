/** What becomes of the service's own answer on its way out. */
import * as v from 'valibot';
import type { Delivery } from './delivery.ts';
import type { AlterationKind, DeliveryKind } from './faultKinds.ts';
import type { Answer } from './http.ts';
import { html, type Circumstance } from './standIns.ts';

export const deliveries: Record<DeliveryKind, Delivery> = {
  resetBefore: 'reset',
  resetDuring: 'resetHalfway',
  resetAfter: 'closeAfter',
  stall: 'silence',
  stallDuring: 'silenceHalfway',
};

/** Spoils an answer; null when this answer gives it nothing to spoil. */
type Alteration = (
  own: Answer,
  circumstance: Circumstance,
) => Answer | null | Promise<Answer | null>;

export const alterations: Record<AlterationKind, Alteration> = {
  truncatedJson: (own) => ({ ...own, body: own.body.subarray(0, Math.ceil(own.body.length / 2)) }),
  wrongTypes: (own) => rewritten(own, ({ data }) => ({ data: ofOtherTypes(data) })),
  stringCode: (own) => rewritten(own, ({ code }) => ({ code: String(code) })),
  nullCode: (own) => rewritten(own, () => ({ code: null })),

  unknownStatus: (own) =>
    rewritten(own, ({ data }) => ({ data: { ...data, status: 'pondering' } })),
  successWithoutPictures: (own) => withPictures(own, () => ({ image_urls: [] })),
  bothLists: async (own, { fileAt }) => {
    const files = await Promise.all(addressesIn(own).map(fileAt));
    const encoded = files.map((file) => file?.toString('base64'));
    return withPictures(own, () => ({ binary_data_base64: encoded }));
  },
  ftpAddress: (own) =>
    withPictures(own, (addresses) => ({
      image_urls: elsewhere(addresses, (url) => `ftp://${url.host}`),
    })),
  fileAddress: (own) =>
    withPictures(own, (addresses) => ({ image_urls: elsewhere(addresses, () => 'file://') })),

  forbidden: (own) => ({ ...own, ...html(403) }),
  missing: (own) => ({ ...own, ...html(404) }),
  halfWithLength: (own) => ({ ...own, delivery: 'cutHalfway' }),
  halfChunked: (own) => ({ ...own, delivery: 'cutHalfwayChunked' }),
  wrongContentType: (own) => ({
    ...own,
    headers: { ...own.headers, 'content-type': 'text/plain' },
  }),
  htmlPicture: () => html(200),
  endless: (own) => ({ ...own, delivery: 'endless' }),
};

/** As much of an answer's body as is spoilt here. */
const bodySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    code: v.unknown(),
    data: v.nullish(v.looseObject({ image_urls: v.nullish(v.array(v.string())) })),
  }),
);
type Body = v.InferOutput<typeof bodySchema>;

/** The answer with some fields of its body changed. */
function rewritten(own: Answer, change: (body: Body) => object): Answer {
  const body = v.parse(bodySchema, own.body.toString());
  return { ...own, body: Buffer.from(JSON.stringify({ ...body, ...change(body) })) };
}

/** The answer with some fields of its `data` changed; null while it has no addresses of pictures. */
function withPictures(own: Answer, change: (addresses: string[]) => object): Answer | null {
  const addresses = addressesIn(own);
  if (addresses.length === 0) return null;
  return rewritten(own, ({ data }) => ({ data: { ...data, ...change(addresses) } }));
}

function addressesIn(own: Answer): string[] {
  return v.parse(bodySchema, own.body.toString()).data?.image_urls ?? [];
}

/** The addresses, each with another scheme and host before its path. */
function elsewhere(addresses: readonly string[], place: (url: URL) => string): string[] {
  return addresses.map((address) => {
    const url = new URL(address);
    return place(url) + url.pathname + url.search;
  });
}

/** The fields of `data`, each of a type that it should not have. */
function ofOtherTypes(data: Body['data']): object {
  const other = (value: unknown) => (typeof value === 'string' ? [value] : String(value));
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([name, value]) => [name, other(value)]),
  );
}
