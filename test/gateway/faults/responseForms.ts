/** The forms of a response that other services, gateways, and versions use, or that may be a bug. */
import * as v from 'valibot';
import type { EnvelopeKind, ImageFormKind, TaskIdKind } from './faultKinds.ts';
import { htmlResponse, type HttpResponse } from '../http.ts';
import type { FaultContext } from './replacements.ts';

/** The parts of a response body that are changed here. */
const bodySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    code: v.unknown(),
    data: v.nullish(v.looseObject({ image_urls: v.nullish(v.array(v.string())) })),
  }),
);
type Body = v.InferOutput<typeof bodySchema>;

/** The whole body in another form: an object, or text that is sent as it is. */
type EnvelopeForm = (body: Body) => object | string;

const changeType = (value: unknown) => (typeof value === 'string' ? [value] : String(value));
const isFinished = ({ data }: Body) => (data?.image_urls ?? []).length > 0;

export const envelopeForms: Record<EnvelopeKind, EnvelopeForm> = {
  wrongTypes: ({ data, ...rest }) => ({ ...rest, data: mapFields(data ?? {}, changeType) }),
  stringCode: ({ code, ...rest }) => ({ ...rest, code: String(code) }),
  nullCode: (body) => ({ ...body, code: null }),
  codeZero: (body) => ({ ...body, code: 0 }),
  codeWord: (body) => ({ ...body, code: 'SUCCESS' }),
  codeMissing: ({ data }) => ({ data }),
  errorCodeBeside: (body) => ({ ...body, code: 50500, message: 'Internal Error' }),
  errorObjectBeside: (body) => ({ ...body, error: { code: '500', message: 'upstream timeout' } }),
  status404: (body) => body,
  status502: (body) => body,
  nestedData: ({ data, ...rest }) => ({ ...rest, data: { data } }),
  nestedResult: ({ data }) => ({ result: { output: data } }),
  noEnvelope: ({ data }) => data ?? {},
  dataAsText: ({ data, ...rest }) => ({ ...rest, data: JSON.stringify(data) }),
  bodyAsText: (body) => JSON.stringify(JSON.stringify(body)),
  bodyInMessage: (body) => ({ code: 'fail_to_fetch_task', message: JSON.stringify(body) }),
  newApiEnvelope: (body) => ({
    code: 'success',
    message: '',
    data: {
      status: isFinished(body) ? 'SUCCESS' : 'IN_PROGRESS',
      fail_reason: '',
      progress: isFinished(body) ? '100%' : '30%',
      data: body,
    },
  }),
};

/** The HTTP status of an envelope, if it is not the service's own. */
export const envelopeStatuses: Partial<Record<EnvelopeKind, number>> = {
  status404: 404,
  status502: 502,
  bodyInMessage: 500,
};

/** The body of a submit response with the task id in another form, or null if it cannot have it. */
type TaskIdForm = (taskId: string, body: Body) => object | string | null;

export const taskIdForms: Record<TaskIdKind, TaskIdForm> = {
  numericTaskId: (taskId) =>
    /^\d+$/.test(taskId) ? `{"code":10000,"data":{"task_id":${taskId}}}` : null,
  taskIdInList: (taskId) => ({ code: 10000, data: { task_id: [taskId] } }),
  camelCaseTaskId: (taskId) => ({ code: 10000, data: { taskId } }),
  taskIdAsId: (taskId) => ({ id: taskId, object: 'video', status: 'queued' }),
  taskIdInPage: (_taskId, body) => `<html><pre>${JSON.stringify(body)}</pre></html>`,
};

interface SentImage {
  url: URL;
  base64: string;
}

/** The body of a query response with the images in another form. */
type ImageForm = (images: SentImage[], body: Body) => object;

/** Changes fields of `data`. */
const withFields =
  (change: (images: SentImage[]) => object): ImageForm =>
  (images, { data, ...rest }) => ({ ...rest, data: { ...data, ...change(images) } });
/** Changes each image URL. */
const withEachUrl = (change: (image: SentImage) => unknown) =>
  withFields((images) => ({ image_urls: images.map(change) }));
/** Withholds the first image. */
const withFirstUrl = (value: unknown) =>
  withFields(([, ...others]) => ({ image_urls: [value, ...others.map(({ url }) => url)] }));
const pathOf = (url: URL) => url.pathname + url.search;

export const imageForms: Record<ImageFormKind, ImageForm> = {
  successWithoutImages: withFields(() => ({ image_urls: [] })),
  onlyWithheldImages: withEachUrl(() => null),
  firstImageNull: withFirstUrl(null),
  firstImageEmpty: withFirstUrl(''),
  bothLists: withFields((images) => ({ binary_data_base64: images.map(({ base64 }) => base64) })),
  expiredUrlsWithBase64: withFields((images) => ({
    image_urls: images.map(({ url }) => `${url.origin}/tos-simulated/gone.image`),
    binary_data_base64: images.map(({ base64 }) => base64),
  })),
  ftpUrl: withEachUrl(({ url }) => `ftp://${url.host}${pathOf(url)}`),
  fileUrl: withEachUrl(({ url }) => `file://${pathOf(url)}`),
  urlAsText: withFields(([image]) => ({ image_urls: image?.url.href })),
  urlsAsText: withFields((images) => ({
    image_urls: JSON.stringify(images.map(({ url }) => url.href)),
  })),
  urlAsObject: withFields(([image]) => ({ image_urls: { 0: image?.url.href } })),
  urlsAsObjects: withEachUrl(({ url }) => ({ url: url.href, type: 'image/png' })),
  urlTwice: withFields((images) => ({ image_urls: images.flatMap(({ url }) => [url, url]) })),
  dataUrl: withEachUrl(({ base64 }) => `data:image/png;base64,${base64}`),
  relativeUrl: withEachUrl(({ url }) => pathOf(url)),
  urlWithoutScheme: withEachUrl(({ url }) => url.host + pathOf(url)),
  protocolRelativeUrl: withEachUrl(({ url }) => `//${url.host}${pathOf(url)}`),
  missingStatus: withFields(() => ({ status: undefined })),
  openAiFormat: (images) => ({ created: 1, data: images.map(({ url }) => ({ url: url.href })) }),
  resultUrl: ([image]) => ({
    code: 'success',
    data: { status: 'SUCCESS', fail_reason: '', result_url: image?.url.href, data: null },
  }),
};

/** Sends the whole body in another form. */
export function changeEnvelope(kind: EnvelopeKind, response: HttpResponse): HttpResponse {
  const { status } = response;
  const changed = envelopeForms[kind](parseBody(response));
  return { ...withBody(response, changed), status: envelopeStatuses[kind] ?? status };
}

/** Sends the task id in another form. Returns null if the response has none. */
export function changeTaskId(kind: TaskIdKind, response: HttpResponse): HttpResponse | null {
  const body = parseBody(response);
  const taskId = body.data?.['task_id'];
  const changed = typeof taskId === 'string' ? taskIdForms[kind](taskId, body) : null;
  if (changed === null) return null;
  const status = kind === 'taskIdInPage' ? 502 : response.status;
  const { headers } = kind === 'taskIdInPage' ? htmlResponse(status) : response;
  return { ...withBody(response, changed), status, headers };
}

/** Sends the images in another form. Returns null if the response has none. */
export async function changeImages(
  kind: ImageFormKind,
  response: HttpResponse,
  { fileAt }: FaultContext,
): Promise<HttpResponse | null> {
  const body = parseBody(response);
  const images = await Promise.all(
    (body.data?.image_urls ?? []).map(async (url) => ({
      url: new URL(url),
      base64: (await fileAt(url))?.toString('base64') ?? '',
    })),
  );
  return images.length === 0 ? null : withBody(response, imageForms[kind](images, body));
}

function parseBody({ body }: HttpResponse): Body {
  const parsed = v.safeParse(bodySchema, body.toString());
  return parsed.success ? parsed.output : { code: null };
}

function withBody(response: HttpResponse, body: object | string): HttpResponse {
  return { ...response, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

function mapFields(fields: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));
}
