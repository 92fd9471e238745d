import * as vscode from 'vscode';
import { formatByteSize } from '../../host/format.ts';
import { formatPlaceRule } from '../../host/messages/placeRules.ts';
import { showWarning } from '../../host/ui/notifications.ts';
import { isPanelTab } from '../../host/ui/panelTabs.ts';
import { imageExtensions, type GenerationRequest } from '../../jimeng/index.ts';
import { getImageIndex, type GenerationRecord } from '../../library/record.ts';
import {
  maxDetailCharacters,
  maxDetailLines,
  maxListedValues,
  maxPathCharacters,
} from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { galleryViewType } from '../protocol/vocabulary.ts';
import { findColumn } from './panel/findColumn.ts';
import { formatWithheldCount, getProviderName } from './presentation.ts';
import { findRatioName } from './query.ts';
import type { DetailRow, DetailsView, GenerationView } from '../protocol/views.ts';

/** A name and its value. Rows without a value are left out. */
type LabeledValue = readonly [name: string, value: string | number | undefined];

const { l10n } = vscode;

/** Everything that is known about a generation, as rows of text. */
export function toDetailsView(record: GenerationRecord, generation: GenerationView): DetailsView {
  const { createdAt, insertions = [], isExternal, request, task } = record;
  return {
    generation,
    prompt: record.request.prompt,
    rows: [
      ...toDetailRows([
        [l10n.t('Error'), generation.state === 'failed' ? generation.reason : undefined],
      ]),
      ...toImageRows(record),
      ...toDetailRows([[l10n.t('Missing'), formatWithheldCount(record) || undefined]]),
      { name: l10n.t('Created'), at: createdAt },
      ...toDetailRows([
        [l10n.t('Provider'), getProviderName(record) || undefined],
        // Only the id is known of a task that was submitted elsewhere.
        [l10n.t('Model'), isExternal ? undefined : request.model],
      ]),
    ],
    moreRows: toDetailRows([
      [l10n.t('Duration'), formatDuration(record)],
      ...(isExternal ? [] : listRequestParameters(request)),
      [l10n.t('Task ID'), task?.taskId],
    ]),
    insertions: insertions.slice(0, maxListedValues).map(({ uri, at, file, rule }) => ({
      name: formatPath(uri),
      at,
      location: [
        file === undefined ? undefined : formatPath(file),
        rule === undefined ? undefined : formatPlaceRule(rule),
      ].flatMap((text) => text ?? []),
    })),
  };
}

/** The path of a file in the workspace, or its URI if it is malformed. */
function formatPath(uri: string): string {
  let path = uri;
  try {
    path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  } catch {
    // The record may come from another program.
  }
  return toPlainText(path, maxPathCharacters);
}

/** Opens a document that an image was inserted into. */
export async function openInsertion(
  { insertions = [] }: GenerationRecord,
  index: number,
): Promise<void> {
  const insertion = insertions[index];
  if (!insertion) return;
  try {
    await showDocument(vscode.Uri.parse(insertion.uri));
  } catch {
    void showWarning(l10n.t('The document no longer exists.'));
  }
}

/** @throws Error when it does not exist, or is no document of this machine or of the workspace. */
async function showDocument(uri: vscode.Uri): Promise<void> {
  if (!isDocument(uri)) throw new Error(`Not a document: ${uri.scheme}`);
  // Not `vscode.open`, which does more with some URIs than show a document.
  await vscode.window.showTextDocument(uri, { viewColumn: findDocumentColumn() });
}

/** The first column, unless the gallery, which the user is in, is there. */
function findDocumentColumn(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const { activeTab, viewColumn } = activeTabGroup;
  const isGallery = activeTab !== undefined && isPanelTab(activeTab, galleryViewType);
  if (!isGallery || viewColumn !== vscode.ViewColumn.One) return vscode.ViewColumn.One;
  return findColumn(all) ?? vscode.ViewColumn.Beside;
}

/**
 * Whether a URI is one that `recordInsertion` writes. The record may come from another program:
 * others create documents, connect to hosts, or ask for access.
 */
function isDocument(uri: vscode.Uri): boolean {
  if (vscode.workspace.getWorkspaceFolder(uri)) return true;
  return uri.scheme === 'file' && uri.authority === '';
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
      name:
        images.length === 1
          ? l10n.t({ message: 'Image', comment: ['Noun: its size and format'] })
          : l10n.t('Image {0}', getImageIndex(image) + 1),
      value: [`${width} × ${height}`, findRatioName(width, height), type, formatByteSize(bytes)]
        .filter((text) => text !== undefined)
        .join(' · '),
    };
  });
}

/** Every parameter of a request besides its model. */
function listRequestParameters(request: GenerationRequest): LabeledValue[] {
  const { resolution, width, height, size, forceSingle, imageUrls = [], scale } = request;
  const { minRatio, maxRatio, seed, usePreLlm, logoInfo, aigcMeta, returnUrl } = request;
  const isSized = width !== undefined && height !== undefined;
  return [
    [l10n.t('Resolution'), resolution?.toUpperCase()],
    [l10n.t('Requested size'), isSized ? `${width} × ${height}` : undefined],
    [l10n.t('Requested area'), size === undefined ? undefined : l10n.t('{0} px', size)],
    [
      l10n.t('Number of images'),
      forceSingle
        ? l10n.t({ message: 'Single', comment: ['One image, as opposed to a set'] })
        : l10n.t('Determined by the prompt'),
    ],
    [l10n.t('Reference images'), imageUrls.slice(0, maxDetailLines + 1).join('\n') || undefined],
    [l10n.t('Prompt weight'), scale],
    [l10n.t('Minimum aspect ratio'), minRatio],
    [l10n.t('Maximum aspect ratio'), maxRatio],
    [l10n.t('Seed'), seed === -1 ? l10n.t('Random') : seed],
    [l10n.t('Prompt enhancement'), usePreLlm === undefined ? undefined : formatBoolean(usePreLlm)],
    [l10n.t('Watermark'), logoInfo && formatFields(logoInfo)],
    [l10n.t('Content label'), aigcMeta && formatFields(aigcMeta)],
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

function formatBoolean(value: boolean): string {
  return value ? l10n.t('Yes') : l10n.t('No');
}

/** A line for each field, with the name that it has in the settings. */
function formatFields(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Each line as plain text, as many as can be shown. */
function formatLines(text: string): string {
  const lines = text.split('\n');
  const shownLines = lines.slice(0, maxDetailLines);
  return [
    ...shownLines.map((line) => toPlainText(line, maxDetailCharacters)),
    ...(lines.length > shownLines.length ? ['…'] : []),
  ].join('\n');
}

function toDetailRows(values: readonly LabeledValue[]): DetailRow[] {
  return values.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: formatLines(String(value)) }],
  );
}
