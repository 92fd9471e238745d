import * as vscode from 'vscode';
import { formatCost } from '../../host/messages/cost.ts';
import { formatImageCount } from '../../host/plural.ts';
import type { SampleMode } from '../../host/samples/sampleMode.ts';
import type { Settings } from '../../host/settings/settingsSchema.ts';
import { countImages } from '../../host/submissions/submissionPlan.ts';
import type { Provider } from '../../jimeng/index.ts';
import { toPlainWord } from '../../untrusted/plainText.ts';
import type { GenerateArguments } from './arguments.ts';
import { buildRequest } from './request.ts';

/**
 * What a prompt will be generated with, such as `OctopusX · jimeng-4.0 · 2K · Auto · 1 image`.
 * Never rejects.
 */
export async function formatRequestSummary(
  provider: Provider,
  settings: Settings,
  args: GenerateArguments | undefined,
  samples: Pick<SampleMode, 'isActive'>,
): Promise<string> {
  const request = buildRequest('', settings, args);
  const isSample = await samples.isActive();
  const service = isSample
    ? [vscode.l10n.t('Sample, not billed')]
    : [provider.name, toPlainWord(request.model)];
  const count = countImages(request);
  return [
    ...service,
    ...listSize(settings, args),
    count === 1 || isSample
      ? formatImageCount(1)
      : vscode.l10n.t('up to {0}', formatImageCount(count)),
    isSample ? undefined : formatCost(request, settings.pricePerImage[provider.id]),
  ]
    .filter((text) => text !== undefined)
    .join(' · ');
}

/** A size, or a resolution and an aspect ratio. */
function listSize(
  settings: Pick<Settings, 'resolution' | 'aspectRatio'>,
  { width, height, resolution, aspectRatio }: GenerateArguments = {},
): string[] {
  if (width !== undefined && height !== undefined) return [`${width} × ${height}`];
  const ratio = aspectRatio ?? settings.aspectRatio;
  return [
    (resolution ?? settings.resolution).toUpperCase(),
    ratio === 'auto'
      ? vscode.l10n.t({ message: 'Auto', comment: ['Aspect ratio chosen by the model'] })
      : ratio,
  ];
}
