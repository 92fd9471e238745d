import * as vscode from 'vscode';
import { resolveRecordProvider } from '../../host/settings.ts';
import { formatFailure } from '../../host/messages/failures.ts';
import { providers } from '../../jimeng/index.ts';
import type { GenerationRecord, RecordImage } from '../../library/record.ts';
import type { FacetName, GenerationView } from '../protocol/messages.ts';
import { isInserted, getDisplayState } from './query.ts';

/** A record as the page shows it. `addressOf` gives the address under which the page may load a picture. */
export function toGenerationView(
  record: GenerationRecord,
  getImageUrl: (image: RecordImage) => string,
  now: number,
): GenerationView {
  const { name } = resolveRecordProvider(record);
  return {
    id: record.id,
    prompt: record.request.prompt,
    state: getDisplayState(record),
    facts: [name, record.request.model, formatImageSize(record)].filter(Boolean).join(' · '),
    durationText: formatDuration(record),
    progressText: formatProgress(record),
    elapsedMs: Math.max(0, now - record.createdAt),
    isRepeatable: !record.isExternal,
    expectedSeconds: record.expectedAfterSeconds ?? 0,
    reason: record.failure ? formatFailure(record.failure, name).text : '',
    images: record.images.map((image) => ({
      src: getImageUrl(image),
      width: image.width,
      height: image.height,
    })),
    favorite: record.favorite ?? false,
    inserted: isInserted(record),
  };
}

/** What a screen reader says when a generation has ended. */
export function formatAnnouncement(record: GenerationRecord): string {
  return record.failure
    ? vscode.l10n.t(
        'Image generation failed: {0}',
        formatFailure(record.failure, resolveRecordProvider(record).name).text,
      )
    : vscode.l10n.t('Image ready: {0}', record.request.prompt);
}

/** Why the page gets no answer to what it asks, which is always about the library. */
export function formatReadError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === ''
    ? vscode.l10n.t('Unable to read the library. See the log for details.')
    : vscode.l10n.t(
        'Unable to read the library ({0}). Check the permissions of its folder and try again.',
        code,
      );
}

/** A value of a facet as the user knows it. */
export function getFacetLabel(name: FacetName, value: string): string {
  const { l10n } = vscode;
  const states: Record<string, string> = {
    running: l10n.t({ message: 'In Progress', comment: ['State of an image in a filter'] }),
    done: l10n.t({ message: 'Completed', comment: ['State of an image in a filter'] }),
    failed: l10n.t({ message: 'Failed', comment: ['State of an image in a filter'] }),
  };
  if (name === 'state') return states[value] ?? value;
  if (name !== 'provider') return value;
  const names: Record<string, string> = {
    custom: l10n.t({ message: 'Custom', comment: ['Provider that the user configures'] }),
    ...Object.fromEntries(Object.values(providers).map(({ id, name }) => [id, name])),
  };
  return names[value] ?? value;
}

function formatImageSize({ images: [image], request }: GenerationRecord): string {
  const { width, height } = image ?? request;
  if (width !== undefined && height !== undefined) return `${width} × ${height}`;
  return request.resolution?.toUpperCase() ?? '';
}

function formatDuration({ state, createdAt, finishedAt }: GenerationRecord): string {
  if (state !== 'done' || finishedAt === undefined) return '';
  return vscode.l10n.t('{0} s', Math.round((finishedAt - createdAt) / 1000));
}

function formatProgress({ state }: GenerationRecord): string {
  switch (state) {
    case 'queued':
      return vscode.l10n.t('Queued…');
    case 'submitting':
      return vscode.l10n.t('Submitting…');
    case 'generating':
      return vscode.l10n.t('Generating…');
    case 'downloading':
      return vscode.l10n.t('Downloading…');
    case 'done':
    case 'failed':
      return '';
  }
}
