/** Faults that alter the service's own response. */
import type { DeliveryMode } from './delivery.ts';
import {
  envelopeKinds,
  imageFormKinds,
  taskIdKinds,
  type AlterationKind,
  type DeliveryKind,
  type EnvelopeKind,
  type ImageFormKind,
  type TaskIdKind,
} from './faultKinds.ts';
import { htmlResponse, type HttpResponse } from '../http.ts';
import type { FaultContext } from './replacements.ts';
import { changeEnvelope, changeImages, changeTaskId } from './responseForms.ts';

export const deliveryModes: Record<DeliveryKind, DeliveryMode> = {
  resetBefore: 'reset',
  resetDuring: 'resetHalfway',
  resetAfter: 'closeAfter',
  stall: 'silence',
  stallDuring: 'silenceHalfway',
  slow: 'slow',
};

/** Alters a response. Returns null if there is nothing to alter in it. */
type Alteration = (
  response: HttpResponse,
  context: FaultContext,
) => HttpResponse | null | Promise<HttpResponse | null>;

type FormKind = EnvelopeKind | TaskIdKind | ImageFormKind;

/** An alteration for each kind, which gets the kind. */
function each<Kind extends FormKind>(
  kinds: readonly Kind[],
  change: (kind: Kind, ...parameters: Parameters<Alteration>) => ReturnType<Alteration>,
): Record<Kind, Alteration> {
  const alter =
    (kind: Kind): Alteration =>
    (...parameters) =>
      change(kind, ...parameters);
  return Object.fromEntries(kinds.map((kind) => [kind, alter(kind)])) as Record<Kind, Alteration>;
}

/** Only the first bytes, with their own length. */
const cutBody = (response: HttpResponse, length: number): HttpResponse => ({
  ...response,
  body: response.body.subarray(0, length),
});

export const alterations: Record<AlterationKind, Alteration> = {
  ...each(envelopeKinds, changeEnvelope),
  ...each(taskIdKinds, changeTaskId),
  ...each(imageFormKinds, changeImages),

  truncatedJson: (response) => cutBody(response, Math.ceil(response.body.length / 2)),
  unknownStatus: (response) => ({
    ...response,
    body: Buffer.from(response.body.toString().replace(/"status":"\w+"/, '"status":"pondering"')),
  }),

  forbidden: (response) => ({ ...response, ...htmlResponse(403) }),
  missing: (response) => ({ ...response, ...htmlResponse(404) }),
  halfWithLength: (response) => ({ ...response, deliveryMode: 'cutHalfway' }),
  halfChunked: (response) => ({ ...response, deliveryMode: 'cutHalfwayChunked' }),
  halfAsWhole: (response) => cutBody(response, Math.ceil(response.body.length / 2)),
  emptyImage: (response) => cutBody(response, 0),
  wrongContentType: (response) => ({
    ...response,
    headers: { ...response.headers, 'content-type': 'text/plain' },
  }),
  htmlImage: () => htmlResponse(200),
  endless: (response) => ({ ...response, deliveryMode: 'endless' }),
};
