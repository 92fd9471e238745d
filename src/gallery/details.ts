import * as v from 'valibot';
import * as vscode from 'vscode';
import { tellSize } from '../host/numbers.ts';
import { providerOf } from '../host/settings.ts';
import { pictureTypes, type GenerationRequest } from '../jimeng/index.ts';
import { indexOf, type GenerationRecord } from '../library/record.ts';
import type { DetailsView, GenerationView } from './protocol.ts';

type Row = DetailsView['rows'][number];
/** A name, and what there is to say to it; rows of which nothing is known are left out. */
type Told = readonly [name: string, value: string | number | undefined];

const { l10n } = vscode;

/** What records say of where their pictures went, where they do. */
const traces = v.object({
  favorite: v.exactOptional(v.boolean()),
  insertions: v.exactOptional(v.array(v.object({ uri: v.string(), at: v.number() }))),
});

/** All that is known of a generation, in words. */
export function detailsOf(record: GenerationRecord, generation: GenerationView): DetailsView {
  const { name } = providerOf(record);
  const { createdAt, failure, task, adopted } = record;
  const { favorite, insertions = [] } = v.parse(traces, record);
  return {
    generation,
    rows: [
      { name: l10n.t('Created'), at: createdAt },
      ...rowsOf([
        [l10n.t('Error'), failure && generation.reason],
        [l10n.t('Duration'), waitedFor(record)],
        [l10n.t('Favorite'), favorite ? l10n.t('Yes') : undefined],
      ]),
      ...picturesOf(record),
      ...rowsOf([
        [l10n.t('Provider'), name],
        // Of a task that was submitted elsewhere only its id is known.
        ...(adopted ? [] : parametersOf(record.request)),
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
  const uri = v.parse(traces, record).insertions?.[index]?.uri;
  if (uri === undefined) return;
  try {
    // Not by `vscode.open`, which would do more with an address than show a document.
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      viewColumn: vscode.ViewColumn.One,
    });
  } catch {
    void vscode.window.showWarningMessage(l10n.t('The document no longer exists.'));
  }
}

function waitedFor({ createdAt, finishedAt }: GenerationRecord): string | undefined {
  if (finishedAt === undefined) return undefined;
  return l10n.t('{0} s', Math.round((finishedAt - createdAt) / 1000));
}

function picturesOf({ images }: GenerationRecord): Row[] {
  return images.map((image) => {
    const { width, height, mimeType, bytes } = image;
    const type = pictureTypes[mimeType].toUpperCase();
    return {
      name: images.length === 1 ? l10n.t('File') : l10n.t('Image {0}', indexOf(image) + 1),
      value: `${width} × ${height} · ${type} · ${tellSize(bytes)}`,
    };
  });
}

/** Every parameter that the request has. */
function parametersOf(request: GenerationRequest): Told[] {
  const { model, resolution, width, height, size, forceSingle, imageUrls = [], scale } = request;
  const { minRatio, maxRatio, seed, usePreLlm, logoInfo, aigcMeta, returnUrl } = request;
  const isSized = width !== undefined && height !== undefined;
  return [
    [l10n.t('Model'), model],
    [l10n.t('Resolution'), resolution?.toUpperCase()],
    [l10n.t('Requested size'), isSized ? `${width} × ${height}` : undefined],
    [l10n.t('Requested area'), size === undefined ? undefined : l10n.t('{0} px', size)],
    [
      l10n.t('Number of images'),
      forceSingle ? l10n.t('Exactly one') : l10n.t('Determined by the prompt'),
    ],
    [l10n.t('Reference images'), imageUrls.length > 0 ? imageUrls.join('\n') : undefined],
    [l10n.t('Prompt weight'), scale],
    [l10n.t('Minimum aspect ratio'), minRatio],
    [l10n.t('Maximum aspect ratio'), maxRatio],
    [l10n.t('Seed'), seed === -1 ? l10n.t('Random') : seed],
    [l10n.t('Prompt enhancement'), usePreLlm === undefined ? undefined : yesOrNo(usePreLlm)],
    [l10n.t('Watermark'), logoInfo && listed(logoInfo)],
    [l10n.t('Content label'), aigcMeta && listed(aigcMeta)],
    [
      l10n.t('Delivery'),
      returnUrl === undefined
        ? undefined
        : returnUrl
          ? l10n.t('Download URL')
          : l10n.t('Inline data'),
    ],
  ];
}

function yesOrNo(value: boolean): string {
  return value ? l10n.t('Yes') : l10n.t('No');
}

/** The fields by the names that the settings have for them. */
function listed(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function rowsOf(told: readonly Told[]): Row[] {
  return told.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: String(value) }],
  );
}
