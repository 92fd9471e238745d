import { render } from 'lit/html.js';
import type { HostEvent } from '../protocol/events.ts';
import type { HostMessage } from '../protocol/requests.ts';
import type { PageStrings } from '../protocol/strings.ts';
import { CardEvents } from './app/cardEvents.ts';
import { GalleryApp } from './app/galleryApp.ts';
import { addGlobalKeys } from './app/globalKeys.ts';
import { createEventHandlers } from './app/hostEvents.ts';
import { SetupPanel } from './app/setupPanel.ts';
import { Composer } from './composer/composer.ts';
import { keyHelpTemplate } from './help/keyHelpDialog.ts';
import { setLanguage } from './ui/format.ts';
import { LibraryNotices } from './notices/libraryNotice.ts';
import { HostConnection } from './ui/hostConnection.ts';
import { watchTyping } from './ui/keyEvents.ts';
import { createPageElements } from './ui/pageElements.ts';
import { typing } from './ui/typing.ts';
import { WebviewState } from './ui/webviewState.ts';

/** Milliseconds between two draws of the seconds of running generations. */
const progressRefreshMs = 1000;

const vscode = acquireVsCodeApi();
// Written by host/html.ts, which has the same type.
const strings = JSON.parse(document.body.dataset['strings'] ?? '') as PageStrings;
setLanguage(document.documentElement.lang);
const webviewState = new WebviewState(vscode);
const connection = new HostConnection(vscode, () => {
  app.scheduleDraw();
});
const composer = new Composer({
  strings: strings.composer,
  connection,
  webviewState,
  // Otherwise the new image would only have the actions of the selection.
  onGenerate: () => {
    app.selection.clear();
    app.saveAndDraw();
  },
});
const libraryNotices = new LibraryNotices(connection);
const elements = createPageElements(strings, composer.element);
const setup = new SetupPanel({
  strings,
  connection,
  useExample: (prompt) => {
    composer.fill({ prompt });
  },
  onChange: () => {
    app.scheduleDraw();
  },
});
const pageContext = {
  strings,
  connection,
  webviewState,
  elements,
  composer,
  libraryNotices,
  setup,
};
const app = new GalleryApp(pageContext);
const eventHandlers = createEventHandlers(app, composer, libraryNotices, setup);

render(keyHelpTemplate(strings), elements.help);
watchTyping(typing);
new CardEvents(app);
addGlobalKeys(app);
window.addEventListener('message', ({ data }: MessageEvent<HostMessage | null>) => {
  if (data?.type === 'response') connection.receive(data);
  // Other scripts, such as those of browser extensions, post messages as well.
  else if (data && Object.hasOwn(eventHandlers, data.type)) {
    (eventHandlers[data.type] as (event: HostEvent) => void)(data);
  }
});
setInterval(() => {
  if (app.listingCache.hasRunning) app.scheduleDraw();
}, progressRefreshMs);
app.start();
