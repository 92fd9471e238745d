import * as vscode from 'vscode';
import { resolveRecordProvider } from '../../host/settings/settings.ts';
import { isMaybeBilled } from '../../host/submissions/recordSubmission.ts';
import { formatFailure, formatUnexpectedError } from '../../host/messages/failures.ts';
import { formatLibraryUnavailable } from '../../host/messages/libraryUnavailable.ts';
import { formatPlural } from '../../host/plural.ts';
import { formatPromptExcerpt } from '../../host/promptExcerpt.ts';
import { providers } from '../../jimeng/index.ts';
import { LibraryUnavailableError } from '../../library/location/libraryLocation.ts';
import {
  getRecordProvider,
  type GenerationRecord,
  type RecordImage,
} from '../../library/record.ts';
import type { Hold } from '../../tasks/holds.ts';
import { canRetry } from '../../tasks/transitions.ts';
import { maxCardPromptCharacters, maxSentImages } from '../../untrusted/limits.ts';
import { toPlainText, toPlainWord } from '../../untrusted/plainText.ts';
import { removeUnsafeCharacters } from '../../untrusted/unsafeCharacters.ts';
import type { GenerationView, ImageView } from '../protocol/views.ts';
import type { FacetName } from '../protocol/vocabulary.ts';
import { listDifferences, type PresentSettings } from './differences.ts';
import { formatHold } from './failures/holds.ts';
import { MalformedCallError } from './pageConnection.ts';
import { isInserted, sampleProvider } from './query.ts';
import { getRatio } from './ratio.ts';

type RunningState = Exclude<GenerationRecord['state'], 'done' | 'failed'>;

/**
 * A record as the page shows it.
 * @param nowMs milliseconds since the epoch
 * @param locate the URL from which the page may load an image, and whether it has a thumbnail
 * @param hold why it is pending and does not run by itself
 * @param settings those that its settings are compared with
 */
export function toGenerationView(
  record: GenerationRecord,
  nowMs: number,
  locate: (image: RecordImage) => Pick<ImageView, 'src' | 'hasThumbnail'>,
  hold?: Hold,
  settings?: PresentSettings,
): GenerationView {
  const { id, request, task, createdAt, finishedAt, expectedAfterSeconds, isExternal, isSample } =
    record;
  const providerName = getProviderName(record);
  const fields = {
    id,
    prompt: formatPrompt(record),
    facts: [
      providerName,
      isSample ? '' : toPlainWord(request.model),
      formatImageSize(record),
      formatWithheldCount(record),
    ]
      .filter((text) => text !== '')
      .join(' · '),
    differences: [
      // Nothing else is known of a task that was submitted elsewhere.
      ...(settings && !isExternal && !isSample
        ? listDifferences(record, settings, providerName)
        : []),
      formatWithheldCount(record),
    ]
      .filter((text) => text !== '')
      .join(' · '),
    isInserted: isInserted(record),
    isSample: isSample ?? false,
    isRepeatable: !isExternal,
    ratio: getRatio(record),
    images: record.images.slice(0, maxSentImages).map((image) => {
      const { width, height } = image;
      return { ...locate(image), width, height };
    }),
    favorite: record.favorite ?? false,
  };
  if (hold && record.state !== 'done') {
    const reason = formatHold(hold, record);
    return {
      ...fields,
      state: 'failed',
      reason,
      canRetry: true,
      isMaybeBilled: isMaybeBilled(record, hold),
    };
  }
  switch (record.state) {
    case 'done':
      return {
        ...fields,
        state: 'done',
        ...(finishedAt !== undefined && { duration: formatDuration(finishedAt - createdAt) }),
      };
    case 'failed':
      return {
        ...fields,
        state: 'failed',
        reason: formatReason(record),
        canRetry: canRetry(record),
        isMaybeBilled: isMaybeBilled(record),
      };
    default:
      return {
        ...fields,
        state: 'running',
        activity: record.isCancelRequested
          ? vscode.l10n.t('Canceling…')
          : formatActivity(record.state),
        isQueued: record.state === 'queued',
        elapsedMs: Math.max(0, nowMs - (task?.submittedAt ?? createdAt)),
        ...(record.state === 'generating' &&
          task &&
          expectedAfterSeconds !== undefined && { expectedSeconds: expectedAfterSeconds }),
      };
  }
}

/** The text for screen readers when a generation has ended. */
export function formatAnnouncement(record: GenerationRecord): string {
  return record.state === 'failed'
    ? vscode.l10n.t('Image generation failed: {0}', formatReason(record))
    : vscode.l10n.t('Image ready: {0}', formatPromptExcerpt(record.request.prompt));
}

/** A prompt as cards show it. */
export function formatPrompt({ request: { prompt } }: GenerationRecord): string {
  return removeUnsafeCharacters(shorten(prompt));
}

/** Explains why a request of the page failed. All of them read the library. */
export function formatRequestError(error: unknown): string {
  if (error instanceof MalformedCallError) return formatUnexpectedError();
  if (error instanceof LibraryUnavailableError) return formatLibraryUnavailable(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === ''
    ? vscode.l10n.t('Unable to read the library. See the log for details.')
    : vscode.l10n.t(
        'Unable to read the library ({0}). Check the permissions of its folder and try again.',
        toPlainWord(code),
      );
}

/** A value of a facet in the user's language. */
export function getFacetLabel(name: FacetName, value: string): string {
  const { l10n } = vscode;
  const states: Record<string, string> = {
    running: l10n.t({ message: 'In Progress', comment: ['State of an image in a filter'] }),
    done: l10n.t({ message: 'Completed', comment: ['State of an image in a filter'] }),
    failed: l10n.t({ message: 'Failed', comment: ['State of an image in a filter'] }),
  };
  if (name === 'state') return states[value] ?? value;
  if (name !== 'provider') return toPlainText(value);
  if (value === sampleProvider) return formatSample();
  const names: Record<string, string> = {
    custom: l10n.t({ message: 'Custom', comment: ['Provider that the user configures'] }),
    ...Object.fromEntries(Object.values(providers).map(({ id, name }) => [id, name])),
  };
  return names[value] ?? value;
}

/** The start of a prompt, without half of a character. */
function shorten(prompt: string): string {
  if (prompt.length <= maxCardPromptCharacters) return prompt;
  return `${prompt.slice(0, maxCardPromptCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function formatImageSize({ images: [image], request }: GenerationRecord): string {
  const { width, height } = image ?? request;
  if (width !== undefined && height !== undefined) return `${width} × ${height}`;
  return request.resolution?.toUpperCase() ?? '';
}

/** How many images of a set are missing, because the service withheld them. */
export function formatWithheldCount({ withheldCount = 0 }: GenerationRecord): string {
  if (withheldCount === 0) return '';
  return formatPlural(withheldCount, {
    one: vscode.l10n.t('1 image withheld by the service'),
    other: vscode.l10n.t('{0} images withheld by the service'),
  });
}

/** What a sample has in place of a provider. */
function formatSample(): string {
  return vscode.l10n.t({ message: 'Sample', comment: ['Noun: label of a sample image'] });
}

/** Such as `12 s`. */
function formatDuration(durationMs: number): string {
  return vscode.l10n.t('{0} s', Math.round(durationMs / 1000));
}

/** The name of the provider of a generation; empty if it is unknown. */
export function getProviderName(record: GenerationRecord): string {
  if (record.isSample) return formatSample();
  const provider = getRecordProvider(record);
  return provider ? resolveRecordProvider(provider).name : '';
}

/** Why a generation failed, in sentences. */
export function formatReason(record: GenerationRecord): string {
  const { failure } = record;
  return failure
    ? formatFailure(failure, getProviderName(record), canRetry(record))
    : formatUnexpectedError();
}

function formatActivity(state: RunningState): string {
  switch (state) {
    case 'queued':
      return vscode.l10n.t('Queued…');
    case 'submitting':
      return vscode.l10n.t('Submitting…');
    case 'generating':
      return vscode.l10n.t('Generating…');
    case 'downloading':
      return vscode.l10n.t('Downloading…');
  }
}
