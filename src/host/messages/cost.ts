import { l10n } from 'vscode';
import type { GenerationRequest } from '../../jimeng/index.ts';
import { maxPriceCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';

/**
 * What a request costs, such as `0.22 CNY`; `undefined` if the price is unknown.
 * @param price of one image, from the settings
 */
export function formatCost(
  { forceSingle }: Pick<GenerationRequest, 'forceSingle'>,
  price: string | number | undefined,
): string | undefined {
  const priceText = toPlainText(String(price ?? ''), maxPriceCharacters);
  if (priceText === '') return undefined;
  return forceSingle ? priceText : l10n.t('{0} per image', priceText);
}
