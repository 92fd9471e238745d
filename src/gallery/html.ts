import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { composerStrings } from './composerStrings.ts';
import { keyHelp } from './keyHelp.ts';
import { contentSecurityPolicy } from './policy.ts';
import type { PageStrings } from './protocol.ts';

/** The gallery's document: a frame for the page's script, with the words it needs. */
export function galleryHtml(
  webview: vscode.Webview,
  dist: vscode.Uri,
  library: vscode.Uri,
): string {
  const nonce = randomBytes(16).toString('base64');
  const asset = (name: string) =>
    escapeAttribute(webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString());
  const policy = contentSecurityPolicy({
    assets: webview.cspSource,
    pictures: webview.asWebviewUri(library).toString(),
    nonce,
  });
  return `<!doctype html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeAttribute(strings().gallery)}</title>
  <link rel="stylesheet" href="${asset('gallery.css')}">
</head>
<body data-strings="${escapeAttribute(JSON.stringify(strings()))}">
  <script nonce="${nonce}" src="${asset('gallery.js')}"></script>
</body>
</html>`;
}

function strings(): PageStrings {
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
    found: { one: l10n.t('{1} of 1 image'), other: l10n.t('{1} of {0} images') },
    clear: l10n.t('Clear Filters'),
    facets: {
      state: l10n.t('All States'),
      provider: l10n.t('All Providers'),
      model: l10n.t('All Models'),
      ratio: l10n.t('All Aspect Ratios'),
    },
    marks: {
      favorite: l10n.t({ message: 'Favorites', comment: ['Filter'] }),
      inserted: l10n.t({
        message: 'Inserted',
        comment: ['Filter: images inserted into a document'],
      }),
    },
    pictureSize: l10n.t('Thumbnail Size'),
    select: l10n.t({ message: 'Select', comment: ['Verb: checkbox of an image'] }),
    selected: l10n.t('{0} selected'),
    pictures: { one: l10n.t('1 image'), other: l10n.t('{0} images') },
    keys: l10n.t('Keyboard Shortcuts'),
    keyHelp: keyHelp(),
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
    composer: composerStrings(),
    openSet: { one: l10n.t('Enlarge'), other: l10n.t('Show All {0} Images') },
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
