import * as v from 'valibot';
import * as vscode from 'vscode';
import { resolveRecordProvider } from '../../host/settings.ts';
import { imageExtensions, type GenerationRequest } from '../../jimeng/index.ts';
import { getImageIndex, type GenerationRecord } from '../../library/record.ts';
import { formatBytes } from './bytes.ts';
import type { DetailsView, GenerationView } from '../protocol/messages.ts';

type DetailRow = DetailsView['rows'][number];
/** A name, and what there is to say to it; rows of which nothing is known are left out. */
type LabeledValue = readonly [name: string, value: string | number | undefined];

const { l10n } = vscode;

/** What records say of where their pictures went, where they do. */
const usageSchema = v.object({
  favourite: v.exactOptional(v.boolean()),
  insertions: v.exactOptional(v.array(v.object({ uri: v.string(), at: v.number() }))),
});

/** All that is known of a generation, in words. */
export function toDetailsView(record: GenerationRecord, generation: GenerationView): DetailsView {
  const { name } = resolveRecordProvider(record);
  const { createdAt, failure, task, isExternal } = record;
  const { favourite, insertions = [] } = v.parse(usageSchema, record);
  return {
    generation,
    rows: [
      { name: l10n.t('Made'), at: createdAt },
      ...toDetailRows([
        [l10n.t('Failed'), failure && generation.reason],
        [l10n.t('Waited'), formatDuration(record)],
        [l10n.t('Favourite'), favourite ? l10n.t('Yes') : undefined],
      ]),
      ...toImageRows(record),
      ...toDetailRows([
        [l10n.t('Provider'), name],
        // Of a task that was submitted elsewhere only its id is known.
        ...(isExternal ? [] : listRequestParameters(record.request)),
        [l10n.t('Task ID'), task?.taskId],
      ]),
    ],
    insertions: insertions.map(({ uri, at }) => ({
      name: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      at,
    })),
  };
}

/** Opens a document that a picture was inserted into. */
export async function openInsertion(record: GenerationRecord, index: number): Promise<void> {
  const uri = v.parse(usageSchema, record).insertions?.[index]?.uri;
  if (uri === undefined) return;
  try {
    // Not by `vscode.open`, which would do more with an address than show a document.
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      viewColumn: vscode.ViewColumn.One,
    });
  } catch {
    void vscode.window.showWarningMessage(l10n.t('This document is no longer there.'));
  }
}

function formatDuration({ createdAt, finishedAt }: GenerationRecord): string | undefined {
  if (finishedAt === undefined) return undefined;
  return l10n.t('{0} s', Math.round((finishedAt - createdAt) / 1000));
}

function toImageRows({ images }: GenerationRecord): DetailRow[] {
  return images.map((image) => {
    const { width, height, mimeType, bytes } = image;
    const type = imageExtensions[mimeType].toUpperCase();
    return {
      name: images.length === 1 ? l10n.t('File') : l10n.t('Image {0}', getImageIndex(image) + 1),
      value: `${width} × ${height} · ${type} · ${formatBytes(bytes)}`,
    };
  });
}

/** Every parameter that the request has. */
function listRequestParameters(request: GenerationRequest): LabeledValue[] {
  const { model, resolution, width, height, size, forceSingle, imageUrls = [], scale } = request;
  const { minRatio, maxRatio, seed, usePreLlm, logoInfo, aigcMeta, returnUrl } = request;
  const isSized = width !== undefined && height !== undefined;
  return [
    [l10n.t('Model'), model],
    [l10n.t('Resolution'), resolution?.toUpperCase()],
    [l10n.t('Size asked for'), isSized ? `${width} × ${height}` : undefined],
    [l10n.t('Area asked for'), size === undefined ? undefined : l10n.t('{0} pixels', size)],
    [
      l10n.t('Number of images'),
      forceSingle ? l10n.t('Exactly one') : l10n.t('As many as the prompt suggests'),
    ],
    [l10n.t('Reference images'), imageUrls.length > 0 ? imageUrls.join('\n') : undefined],
    [l10n.t('Weight of the prompt'), scale],
    [l10n.t('Least ratio'), minRatio],
    [l10n.t('Greatest ratio'), maxRatio],
    [l10n.t('Seed'), seed === -1 ? l10n.t('A new one each time') : seed],
    [
      l10n.t('Prompt elaborated first'),
      usePreLlm === undefined ? undefined : formatBoolean(usePreLlm),
    ],
    [l10n.t('Visible mark'), logoInfo && formatFields(logoInfo)],
    [l10n.t('Mark in the file'), aigcMeta && formatFields(aigcMeta)],
    [
      l10n.t('Pictures sent as'),
      returnUrl === undefined
        ? undefined
        : returnUrl
          ? l10n.t('Addresses to fetch')
          : l10n.t('Data in the answer'),
    ],
  ];
}

function formatBoolean(value: boolean): string {
  return value ? l10n.t('Yes') : l10n.t('No');
}

/** The fields by the names that the settings have for them. */
function formatFields(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function toDetailRows(values: readonly LabeledValue[]): DetailRow[] {
  return values.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: String(value) }],
  );
}
