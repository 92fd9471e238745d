import { render } from 'lit';
import * as v from 'valibot';
import { pageStringsSchema } from '../pageStrings.ts';
import { isUndo, take } from './actionKeys.ts';
import { Cards } from './cards.ts';
import { Composer } from './composer.ts';
import { setLanguage } from './fill.ts';
import { GalleryPage } from './galleryPage.ts';
import { isInField } from './keyboard.ts';
import { keyHelpTemplate, showKeyHelp } from './keyHelp.ts';
import { Memory } from './memory.ts';
import { buildParts } from './parts.ts';
import { Questions } from './questions.ts';
import { Receiver } from './receive.ts';

const vscode = acquireVsCodeApi();
const written = v.pipe(v.string(), v.parseJson(), pageStringsSchema);
const strings = v.parse(written, document.body.dataset['strings']);
setLanguage(document.documentElement.lang);
const memory = new Memory(vscode);
const questions = new Questions((message) => {
  vscode.postMessage(message);
});
const composer = new Composer({ strings: strings.composer, post: questions.post, memory });
const parts = buildParts(strings, composer.element);
const page = new GalleryPage({ strings, questions, memory, parts, composer });
const receiver = new Receiver({ page, questions, composer });

render(keyHelpTemplate(strings), parts.help);
new Cards(page);
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  if (isUndo(event) && !isInField(event)) {
    page.post({ type: 'undo' });
    take(event);
    return;
  }
  // A dialog has the browser's own keys, which it would not get.
  if (parts.main.inert || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') clear();
  else if (isInField(event)) return;
  else if (event.key === '?') showKeyHelp();
  else if (event.key === '/') document.getElementById('search')?.focus();
  else return;
  event.preventDefault();
});
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  receiver.receive(data);
});
// The seconds of what is running.
setInterval(() => {
  if (page.listed.isRunning) page.scheduleDraw();
}, 1000);
page.begin();

/** What is chosen first, then what is sought. */
function clear(): void {
  if (page.selection.ids.size > 0) {
    page.selection.clear();
    page.changed();
  } else page.narrow({ text: '' });
}
