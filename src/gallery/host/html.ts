import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { createComposerStrings } from './composerStrings.ts';
import { createKeyHelpRows } from './keyHelpRows.ts';
import { createContentSecurityPolicy } from './csp.ts';
import type { PageStrings } from '../protocol/messages.ts';

/** The gallery's document: a frame for the page's script, with the words it needs. */
export function createGalleryHtml(
  webview: vscode.Webview,
  distUri: vscode.Uri,
  libraryUri: vscode.Uri,
): string {
  const nonce = randomBytes(16).toString('base64');
  const assetUri = (name: string) =>
    escapeAttribute(webview.asWebviewUri(vscode.Uri.joinPath(distUri, name)).toString());
  const csp = createContentSecurityPolicy({
    assetsSource: webview.cspSource,
    imagesUrl: webview.asWebviewUri(libraryUri).toString(),
    nonce,
  });
  return `<!doctype html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(csp)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeAttribute(createPageStrings().gallery)}</title>
  <link rel="stylesheet" href="${assetUri('gallery.css')}">
</head>
<body data-strings="${escapeAttribute(JSON.stringify(createPageStrings()))}">
  <script nonce="${nonce}" src="${assetUri('gallery.js')}"></script>
</body>
</html>`;
}

function createPageStrings(): PageStrings {
  const { l10n } = vscode;
  return {
    gallery: l10n.t('Gallery'),
    loading: l10n.t('Loading images'),
    empty: l10n.t('No images yet'),
    emptyHint: l10n.t(
      "Select text in a document and choose 'Generate Image from Selection', or enter a prompt here.",
    ),
    noMatch: l10n.t('No matching images'),
    noMatchHint: l10n.t('No prompts match your search and filters.'),
    unreadable: l10n.t('Unable to show images'),
    search: l10n.t('Search prompts'),
    filteredImageCount: { one: l10n.t('{1} of 1 image'), other: l10n.t('{1} of {0} images') },
    clearFilters: l10n.t('Clear Filters'),
    facets: {
      state: l10n.t('All States'),
      provider: l10n.t('All Providers'),
      model: l10n.t('All Models'),
      ratio: l10n.t('All Aspect Ratios'),
    },
    flags: {
      favorite: l10n.t({ message: 'Favorites', comment: ['Filter'] }),
      inserted: l10n.t({
        message: 'Inserted',
        comment: ['Filter: images inserted into a document'],
      }),
    },
    imageSize: l10n.t('Thumbnail Size'),
    select: l10n.t({ message: 'Select', comment: ['Verb: checkbox of an image'] }),
    selected: l10n.t('{0} selected'),
    imageCount: { one: l10n.t('1 image'), other: l10n.t('{0} images') },
    keyboardShortcuts: l10n.t('Keyboard Shortcuts'),
    keyHelp: createKeyHelpRows(),
    close: l10n.t('Close'),
    today: l10n.t('Today'),
    yesterday: l10n.t('Yesterday'),
    generateImage: l10n.t('Generate Image…'),
    insert: l10n.t('Insert'),
    saveAs: l10n.t('Save As…'),
    copyPrompt: l10n.t('Copy Prompt'),
    generateAgain: l10n.t('Generate Again'),
    favorite: l10n.t('Favorite'),
    cancel: l10n.t('Cancel'),
    retry: l10n.t('Retry'),
    delete: l10n.t('Delete'),
    openImage: l10n.t('Open image {0}'),
    seconds: l10n.t('{0} s'),
    secondsOfAbout: l10n.t('{0} of about {1} s'),
    imageMissing: l10n.t('The image file is missing.'),
    composer: createComposerStrings(),
    showAllImages: { one: l10n.t('Enlarge'), other: l10n.t('Show All {0} Images') },
    imageOf: l10n.t('Image {0} of {1}'),
    previous: l10n.t('Previous Image'),
    next: l10n.t('Next Image'),
    compare: l10n.t('Compare'),
    compareWithNext: l10n.t('Compare with Next'),
    divider: l10n.t('Divider between the images'),
    details: l10n.t('Details'),
    insertedInto: l10n.t('Inserted into'),
  };
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
