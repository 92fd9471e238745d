import { render } from 'lit';
import * as v from 'valibot';
import { pageStringsSchema } from '../protocol/strings.ts';
import { isUndoKey, consumeEvent } from './ui/actionKeys.ts';
import { CardEvents } from './app/cardEvents.ts';
import { Composer } from './composer/composer.ts';
import { setLanguage } from './ui/format.ts';
import { GalleryApp } from './app/galleryApp.ts';
import { isInField } from './grid/keyboard.ts';
import { keyHelpTemplate, showKeyHelp } from './toolbar/keyHelpDialog.ts';
import { WebviewState } from './ui/webviewState.ts';
import { createPageElements } from './ui/pageElements.ts';
import { HostConnection } from './app/hostConnection.ts';
import { MessageHandler } from './app/messageHandler.ts';

const vscode = acquireVsCodeApi();
const stringsSchema = v.pipe(v.string(), v.parseJson(), pageStringsSchema);
const strings = v.parse(stringsSchema, document.body.dataset['strings']);
setLanguage(document.documentElement.lang);
const webviewState = new WebviewState(vscode);
const connection = new HostConnection((message) => {
  vscode.postMessage(message);
});
const composer = new Composer({ strings: strings.composer, post: connection.post, webviewState });
const elements = createPageElements(strings, composer.element);
const app = new GalleryApp({ strings, connection, webviewState, elements, composer });
const messageHandler = new MessageHandler({ app, connection, composer });

render(keyHelpTemplate(strings), elements.help);
new CardEvents(app);
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  if (isUndoKey(event) && !isInField(event)) {
    app.post({ type: 'undo' });
    consumeEvent(event);
    return;
  }
  // A dialog has the browser's own keys, which it would not get.
  if (elements.main.inert || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') clearSelectionOrQuery();
  else if (isInField(event)) return;
  else if (event.key === '?') showKeyHelp();
  else if (event.key === '/') document.getElementById('search')?.focus();
  else return;
  event.preventDefault();
});
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  messageHandler.receive(data);
});
// The seconds of what is running.
setInterval(() => {
  if (app.listingCache.hasRunning) app.scheduleDraw();
}, 1000);
app.start();

/** What is chosen first, then what is sought. */
function clearSelectionOrQuery(): void {
  if (app.selection.ids.size > 0) {
    app.selection.clear();
    app.saveAndDraw();
  } else app.showQuery({ text: '' });
}
