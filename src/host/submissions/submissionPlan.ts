import { maxPriceUnitCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { findModel, type GenerationRequest, type Provider } from '../../jimeng/index.ts';

/** A request, and the provider that it is submitted to. */
export interface Submission {
  readonly provider: Provider;
  readonly request: GenerationRequest;
}

/** Above this number of generations, the user is asked first: each is billed. */
export const maxUnconfirmedGenerations = 3;

/**
 * Above this cost, the user is asked first: about 20 images at the prices of the gateways. By the
 * currency of `jimeng.pricePerImage`: 5 in yuan, 1 in any other.
 */
const maxUnconfirmedCost = { yuan: 5, other: 1 } as const;

/** The most images of a set, together with its reference images (docs/service.md §3.5). */
export const maxSetImages = 15;

/** What is submitted without a question. */
export interface UnconfirmedLimits {
  /** Images of all sets together, where the button does not show how many they are. */
  readonly images?: number;
}

/** What a press of Generate submits. */
export interface SubmissionPlan {
  /** Equal ones are listed once, except for Retry. */
  readonly submissions: readonly Submission[];
  /** The number of submissions that were equal to another one. */
  readonly duplicateCount: number;
  readonly imageCount: number;
  /** Whether the prompts may ask for fewer images: the service decides how many a set has. */
  readonly isUpTo: boolean;
  /** The cost of all images for each currency, such as `11.66 CNY`. Empty if a price is unknown. */
  readonly costs: readonly string[];
  readonly needsConfirmation: boolean;
}

/**
 * Plans what is submitted: equal requests once.
 * @param prices the setting `jimeng.pricePerImage`
 */
export function planSubmissions(
  requested: readonly Submission[],
  prices: Readonly<Record<string, string | number>>,
  limits: UnconfirmedLimits = {},
): SubmissionPlan {
  const distinct = new Map(requested.map((each) => [getSubmissionKey(each), each]));
  const plan = planAll([...distinct.values()], prices, limits);
  return { ...plan, duplicateCount: requested.length - distinct.size };
}

/** Plans what is submitted if equal requests are different images, as for Retry. */
export function planAll(
  submissions: readonly Submission[],
  prices: Readonly<Record<string, string | number>>,
  { images = Infinity }: UnconfirmedLimits = {},
): SubmissionPlan {
  const counts = submissions.map(({ request }) => countImages(request));
  const totals = sumCosts(submissions, prices);
  const isExpensive = (totals ?? []).some(
    ({ amount, unit }) => amount > maxUnconfirmedCost[isYuan(unit) ? 'yuan' : 'other'],
  );
  const imageCount = counts.reduce((sum, count) => sum + count, 0);
  return {
    submissions,
    duplicateCount: 0,
    imageCount,
    isUpTo: counts.some((count) => count > 1),
    costs: (totals ?? []).map(formatPrice),
    needsConfirmation:
      submissions.length > maxUnconfirmedGenerations || imageCount > images || isExpensive,
  };
}

/** Equal for submissions of the same request to the same provider. */
export function getSubmissionKey({ provider, request }: Submission): string {
  const entries = Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([provider.origin, provider.path, entries]);
}

/** Equal for presses that submit the same requests. */
export function getPressKey(submissions: readonly Submission[]): string {
  return [...new Set(submissions.map(getSubmissionKey))].join('\n');
}

/** The most images that a request may generate. */
export function countImages({ model, forceSingle, imageUrls = [] }: GenerationRequest): number {
  const isSet = forceSingle !== true && (findModel(model)?.supportsSets ?? false);
  return isSet ? Math.max(1, maxSetImages - imageUrls.length) : 1;
}

/** A price in a currency; `unit` is empty if there is none. */
interface Price {
  readonly amount: number;
  readonly unit: string;
  readonly isUnitFirst: boolean;
}

/** One for each currency; `undefined` if the price of a provider is unknown. */
function sumCosts(
  submissions: readonly Submission[],
  prices: Readonly<Record<string, string | number>>,
): Price[] | undefined {
  const totals = new Map<string, Price>();
  for (const { provider, request } of submissions) {
    const price = parsePrice(prices[provider.id]);
    if (!price) return undefined;
    const sum = totals.get(price.unit)?.amount ?? 0;
    totals.set(price.unit, { ...price, amount: sum + price.amount * countImages(request) });
  }
  return [...totals.values()];
}

/** Reads a price such as `0.22 CNY`, `¥0.22`, or `0.03`. */
function parsePrice(price: string | number | undefined): Price | undefined {
  const text = String(price ?? '')
    .normalize('NFKC')
    .trim();
  const [, before = '', number = '', after = ''] =
    /^([^\d.,]*)(\d+(?:[.,]\d+)?|[.]\d+)([^\d]*)$/.exec(text) ?? [];
  const amount = Number(number.replace(',', '.'));
  if (number === '' || !(amount > 0)) return undefined;
  const unit = toPlainText(before || after, maxPriceUnitCharacters);
  return { amount, unit, isUnitFirst: before !== '' };
}

function isYuan(unit: string): boolean {
  return /^(?:CNY|RMB|CN¥|¥|元|人民币)/i.test(unit);
}

function formatPrice({ amount, unit, isUnitFirst }: Price): string {
  const number = String(Number(amount.toFixed(2)));
  return isUnitFirst ? `${unit}${number}` : `${number} ${unit}`.trim();
}
