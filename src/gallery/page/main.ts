import { nothing, render } from 'lit';
import type { FromPage, PageStrings, Query, ToPage } from '../protocol.ts';
import { contentTemplate } from './content.ts';
import { Grid } from './grid.ts';
import { Listed } from './listed.ts';
import { Look } from './look.ts';
import { Pictures } from './pictures.ts';
import { toolbarTemplate } from './toolbar.ts';

const vscode = acquireVsCodeApi();
const strings = JSON.parse(document.body.dataset['strings'] ?? '{}') as PageStrings;
const post = (message: FromPage) => {
  vscode.postMessage(message);
};

const main = document.createElement('main');
const toolbar = document.createElement('div');
const gallery = document.createElement('section');
gallery.setAttribute('aria-label', strings.gallery);
gallery.setAttribute('aria-busy', 'true');
main.append(toolbar, gallery);
const live = document.createElement('div');
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
live.setAttribute('aria-live', 'polite');
document.body.append(main, live);

const listed = new Listed();
const pictures = new Pictures(post, scheduleDraw);
const grid = new Grid({ scroller: gallery, onChange: scheduleDraw });
const look = new Look({
  main,
  gallery,
  strings,
  post,
  listed,
  grid,
  pictures,
  onChange: scheduleDraw,
});
let query: Query = { text: '' };
let isDrawing = false;
let asked = '';

/** However much has changed, once for each frame. */
function scheduleDraw(): void {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    draw();
  });
}

function draw(): void {
  const focused = document.activeElement?.closest('article')?.id;
  const { total, all, version } = listed.listing;
  render(toolbarTemplate({ strings, query, total, all, search }), toolbar);
  render(
    version === 0 ? nothing : contentTemplate({ strings, post, listed, grid, pictures, look }),
    gallery,
  );
  look.draw();
  // A card whose pressed button is gone keeps the focus, so that the keyboard goes on from there.
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus();
  }
  askForWindow();
}

/** What comes into sight and is not here is asked for, once. */
function askForWindow(): void {
  const { from, count } = grid.window;
  const isFirst = listed.listing.version === 0;
  const wanted = isFirst ? 60 : count;
  const ask = `${listed.listing.version} ${JSON.stringify(query)} ${from} ${wanted}`;
  if (ask === asked || (!isFirst && listed.has(from, count))) return;
  asked = ask;
  post({ type: 'show', query, from, count: wanted });
}

function search(changed: Query): void {
  query = changed;
  const { from, count } = grid.window;
  gallery.scrollTop = 0;
  asked = '';
  post({ type: 'show', query, from: 0, count: Math.max(60, count - from) });
  scheduleDraw();
}

function receive(message: ToPage): void {
  look.receive(message);
  switch (message.type) {
    case 'listing':
      listed.replace(message);
      grid.show(message);
      gallery.setAttribute('aria-busy', 'false');
      break;
    case 'items':
      listed.add(message);
      break;
    case 'changed':
      listed.change(message.generation);
      break;
    case 'thumbnail':
      pictures.made(message.id, message.image);
      break;
    // That is for the closer look alone.
    case 'details':
      break;
    case 'announce':
      live.textContent = message.text;
      break;
  }
  scheduleDraw();
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  receive(data);
});
// The seconds of what is running.
setInterval(() => {
  if (listed.isRunning) scheduleDraw();
}, 1000);

// With a state kept, VS Code brings the panel back after a reload.
vscode.setState({});
post({ type: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
askForWindow();
