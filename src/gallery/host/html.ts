import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { revealTitle } from '../../host/revealInOS.ts';
import { pageStrings } from '../protocol/strings.ts';
import { createContentSecurityPolicy } from './csp.ts';
import { placeholderHtml } from './panel/placeholder.ts';

/** The HTML of the gallery's page, which loads its script, has its strings, and shows a placeholder until then. */
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
  const strings = pageStrings(vscode.l10n, revealTitle());
  const placeholder = placeholderHtml({
    prompt: escapeAttribute(strings.composer.promptPlaceholder),
    search: escapeAttribute(strings.search),
  });
  return `<!doctype html>
<html lang="${escapeAttribute(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(csp)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeAttribute(strings.gallery)}</title>
  <link rel="stylesheet" href="${assetUri('gallery.css')}">
</head>
<body aria-busy="true" data-strings="${escapeAttribute(JSON.stringify(strings))}">
  ${placeholder}
  <script nonce="${nonce}" src="${assetUri('gallery.js')}"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
