import type { RequestFault } from './errors.ts';
import { models, type ModelId } from './models.ts';
import { areaRange, ratioRange, type Resolution } from './sizes.ts';

/** What a user asks for. The service's own field names are in `wire.ts`. */
export interface GenerationRequest {
  readonly model: ModelId;
  readonly prompt: string;
  /** Lets the model pick the ratio from the prompt. Not sent beside `width` and `height`. */
  readonly resolution?: Resolution;
  /** Pixels; only together with `height`. */
  readonly width?: number;
  /** Pixels; only together with `width`. */
  readonly height?: number;
  /** Area in pixels. Deprecated by the gateways, so sent only where it is set here. */
  readonly size?: number;
  /** Exactly one picture, rather than as many as the prompt suggests. Every picture is billed. */
  readonly forceSingle?: boolean;
  /** Addresses of reference pictures, http or https. */
  readonly imageUrls?: readonly string[];
}

/** The submit page: "Supports 0 to 10 images". */
export const maxReferences = 10;

/** The submit page advises at most this many characters; contract 1.1: count code points. */
export const recommendedPromptLength = 800;

/** Characters of a prompt as the service counts them: Unicode code points. */
export function promptLength(prompt: string): number {
  return Array.from(prompt).length;
}

/** Everything the service would refuse about a request, before anything is sent; empty when it is good. */
export function faultsOf(request: GenerationRequest): RequestFault[] {
  const faults: RequestFault[] = [];
  if (request.prompt.trim() === '') faults.push({ fault: 'promptMissing' });
  if (!Object.hasOwn(models, request.model)) {
    faults.push({ fault: 'modelUnknown', model: request.model });
  }
  return [...faults, ...referenceFaults(request.imageUrls ?? []), ...sizeFaults(request)];
}

function referenceFaults(urls: readonly string[]): RequestFault[] {
  const faults: RequestFault[] = urls
    .filter((url) => !isHttp(url))
    .map((url) => ({ fault: 'referenceNotHttp', url }));
  if (urls.length > maxReferences) {
    faults.push({ fault: 'referencesTooMany', count: urls.length, max: maxReferences });
  }
  return faults;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function sizeFaults({ width, height, size }: GenerationRequest): RequestFault[] {
  if (width === undefined && height === undefined) {
    return size === undefined ? [] : areaFaults(size);
  }
  if (width === undefined) return [{ fault: 'sideMissing', side: 'width' }];
  if (height === undefined) return [{ fault: 'sideMissing', side: 'height' }];
  const broken = Object.entries({ width, height } as const).filter(([, value]) => !isSide(value));
  if (broken.length > 0) {
    return broken.map(([side, value]) => ({
      fault: 'sideNotWhole',
      side: side as 'width' | 'height',
      value,
    }));
  }
  const ratio = width / height;
  const faults = areaFaults(width * height);
  if (ratio < ratioRange.min || ratio > ratioRange.max) {
    faults.push({ fault: 'ratioOutOfRange', width, height });
  }
  return faults;
}

function areaFaults(area: number): RequestFault[] {
  const isLegal = Number.isInteger(area) && area >= areaRange.min && area <= areaRange.max;
  return isLegal ? [] : [{ fault: 'areaOutOfRange', area }];
}

function isSide(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
