import { nothing, render } from 'lit';
import { unpackDays } from '../packedDays.ts';
import type { Facets, FromPage, PageStrings, Query, Target, ToPage } from '../protocol.ts';
import { act, isModified, isUndo, take } from './actionKeys.ts';
import { Composer } from './composer.ts';
import { contentTemplate } from './content.ts';
import { copyImage } from './copyImage.ts';
import { Grid } from './grid.ts';
import { keptFrom } from './kept.ts';
import { isInField, moved } from './keyboard.ts';
import { keyHelpTemplate, showKeyHelp } from './keyHelp.ts';
import { Listed, type Shown } from './listed.ts';
import { Look } from './look.ts';
import { Pictures } from './pictures.ts';
import { Selection } from './selection.ts';
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
const composer = new Composer({ strings: strings.composer, post, vscode });
main.append(composer.element, toolbar, gallery);
const help = document.createElement('div');
const live = document.createElement('div');
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
live.setAttribute('aria-live', 'polite');
document.body.append(main, help, live);
render(keyHelpTemplate(strings), help);

const kept = keptFrom(vscode.getState());
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
const selection = new Selection(kept.active, kept.chosen);
let { query, cellWidth } = kept;
let facets: Facets | undefined;
let isDrawing = false;
let asked = '';
/** Whether the listing that comes next is of another query, to be begun at its top. */
let isSought = true;
/** Where the keyboard goes as soon as its card is there. */
let wantsFocus = false;
/** Where the page was scrolled to, until its listing is there. */
let scrollTop: number | undefined = kept.scrollTop;

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
  const chosen = selection.ids.size;
  const search = (changed: Query) => {
    narrow(changed);
  };
  const context = { strings, query, total, all, chosen, facets, cellWidth, search };
  render(toolbarTemplate({ ...context, resize, showKeys: showKeyHelp }), toolbar);
  render(
    version === 0
      ? nothing
      : contentTemplate({ strings, post, listed, grid, pictures, selection, composer, look }),
    gallery,
  );
  look.draw();
  if (scrollTop !== undefined && version > 0) {
    gallery.scrollTop = scrollTop;
    scrollTop = undefined;
  }
  if (wantsFocus) focusActive();
  // A card whose pressed button is gone keeps the focus, so that the keyboard goes on from there.
  else if (focused && document.activeElement === document.body) {
    // One that was deleted leaves it to the card that is there now.
    (document.getElementById(focused) ?? activeCard())?.focus();
  }
  askForWindow();
}

function activeCard(): HTMLElement | null {
  return gallery.querySelector<HTMLElement>(`[data-place="${selection.active}"]`);
}

function focusActive(): void {
  const card = activeCard();
  if (!card) return;
  wantsFocus = false;
  card.focus({ preventScroll: true });
}

/** What comes into sight and is not here is asked for, once. */
function askForWindow(): void {
  const { from, count } = grid.window;
  const { version } = listed.listing;
  const wanted = version === 0 ? 60 : count;
  const ask = `${version} ${JSON.stringify(query)} ${from} ${wanted}`;
  // With a new listing come the items that the host was last asked for.
  if (ask === asked || listed.isStale || (version > 0 && listed.has(from, count))) return;
  asked = ask;
  post({ type: 'show', query, from, count: wanted });
}

function narrow(changed: Query): void {
  query = changed;
  gallery.scrollTop = 0;
  selection.active = 0;
  isSought = true;
  const ask = { type: 'show', query, from: 0, count: Math.max(60, grid.window.count) } as const;
  post(ask);
  keep();
  scheduleDraw();
}

function resize(pixels: number): void {
  cellWidth = pixels;
  grid.wanted = pixels;
  keep();
  scheduleDraw();
}

/** With a state kept, VS Code brings the panel back after a reload. */
function keep(): void {
  const { active, ids } = selection;
  post({ type: 'select', ids: [...ids] });
  vscode.setState({
    ...(vscode.getState() as object | undefined),
    query,
    cellWidth,
    scrollTop: scrollTop ?? gallery.scrollTop,
    active,
    chosen: [...ids],
  });
}

function receive(message: ToPage): void {
  look.receive(message);
  switch (message.type) {
    case 'listing':
      listed.replace({ ...message, days: unpackDays(message.days) });
      grid.show(listed.listing);
      gallery.setAttribute('aria-busy', 'false');
      post({ type: 'facets' });
      break;
    case 'items': {
      const near = listed.isStale ? listed.near(selection.active) : undefined;
      listed.add(message);
      if (near && !listed.isStale) follow(near);
      break;
    }
    case 'ids':
      if (message.version !== listed.listing.version) break;
      selection.all(message.ids);
      keep();
      break;
    case 'facets':
      ({ facets } = message);
      break;
    case 'changed':
      listed.change(message.generation);
      break;
    case 'thumbnail':
      pictures.made(message.id, message.image);
      break;
    case 'copyImage':
      copyImage(message.src).then(
        () => {
          post({ type: 'copied', isCopied: true });
        },
        () => {
          post({ type: 'copied', isCopied: false });
        },
      );
      break;
    // That is for the closer look alone.
    case 'details':
      break;
    case 'announce':
      live.textContent = message.text;
      break;
    case 'composer':
    case 'advice':
    case 'history':
    case 'compose':
      composer.receive(message);
      return;
  }
  scheduleDraw();
}

/**
 * The keyboard stays at its card when that comes to stand elsewhere, and goes to its neighbour when it
 * is gone: a key must not reach another one that has taken its place.
 * @param near ids of what stood there and near it, the best first
 */
function follow(near: readonly string[]): void {
  const { total } = listed.listing;
  const id = isSought ? undefined : near.find((each) => listed.placeOf(each) !== undefined);
  isSought = false;
  const place = id === undefined ? undefined : listed.placeOf(id);
  const to = place ?? Math.max(0, Math.min(selection.active, total - 1));
  if (to === selection.active) return;
  wantsFocus = gallery.contains(document.activeElement);
  selection.shiftTo(to);
}

/** The card that an event comes from. */
function cardOf(event: Event): Shown | undefined {
  const place = placeOf(event);
  return place === undefined ? undefined : (listed.at(place) ?? undefined);
}

function placeOf(event: Event): number | undefined {
  const place = (event.target as Element).closest<HTMLElement>('article')?.dataset['place'];
  return place === undefined ? undefined : Number(place);
}

function choose(place: number, id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
  if (shiftKey) post({ type: 'ids', ...selection.rangeTo(place) });
  else if (ctrlKey || metaKey || selection.ids.size > 0) selection.toggle(place, id);
  else selection.active = place;
  keep();
  scheduleDraw();
}

gallery.addEventListener('click', (event) => {
  const card = cardOf(event);
  const place = placeOf(event);
  if (!card || place === undefined) return;
  const isMark = (event.target as Element).closest('[data-choose]') !== null;
  const isButton = (event.target as Element).closest('button:not(.picture)') !== null;
  if (isMark) {
    selection.toggle(place, card.id);
    keep();
    scheduleDraw();
  } else if (!isButton) choose(place, card.id, event);
});

gallery.addEventListener('focusin', (event) => {
  const place = placeOf(event);
  if (place === undefined || place === selection.active) return;
  selection.active = place;
  scheduleDraw();
});

gallery.addEventListener('keydown', (event) => {
  // The closer look has keys of its own.
  if (event.defaultPrevented || isInField(event)) return;
  const { total } = listed.listing;
  const to = moved(event.key, selection.active, total, grid);
  if (to !== undefined) moveTo(to, event.shiftKey);
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    post({ type: 'ids', from: 0, count: total });
  } else if (event.key === ' ' && (event.ctrlKey || event.metaKey)) toggleActive();
  // Without Ctrl, which makes it another key.
  else if (event.key === 'c' && !isModified(event) && selection.ids.size === 2) compareChosen();
  else if (!actOnActive(event)) return;
  take(event);
});

function moveTo(place: number, isRange: boolean): void {
  if (isRange) post({ type: 'ids', ...selection.rangeTo(place) });
  selection.active = place;
  if (!isRange) selection.anchorHere();
  grid.scrollTo(place);
  wantsFocus = true;
  keep();
  scheduleDraw();
}

function toggleActive(): void {
  const card = listed.at(selection.active);
  if (!card) return;
  selection.toggle(selection.active, card.id);
  keep();
  scheduleDraw();
}

function compareChosen(): void {
  const [left, right] = selection.ids;
  if (left && right) look.compare({ id: left, image: 0 }, { id: right, image: 0 });
}

/** Whether the key was one that does something. */
function actOnActive(event: KeyboardEvent): boolean {
  const card = cardOf(event);
  return card !== undefined && act(event, card, targetsAt(card, event), post);
}

/** All that are chosen, where this is one of them; else the one picture that the keyboard is at. */
function targetsAt({ id }: Shown, { target }: Event): Target[] {
  const { ids } = selection;
  if (ids.has(id)) return [...ids].map((each) => ({ id: each }));
  const image = (target as HTMLElement).dataset['image'];
  return [image === undefined ? { id } : { id, image: Number(image) }];
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  if (isUndo(event) && !isInField(event)) {
    post({ type: 'undo' });
    take(event);
    return;
  }
  // A dialog has keys of its own, too.
  if (main.inert || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') clear();
  else if (isInField(event)) return;
  else if (event.key === '?') showKeyHelp();
  else if (event.key === '/') document.getElementById('search')?.focus();
  else return;
  event.preventDefault();
});

/** What is chosen first, then what is sought. */
function clear(): void {
  if (selection.ids.size > 0) selection.clear();
  else narrow({ text: '' });
  keep();
  scheduleDraw();
}

gallery.addEventListener('scrollend', keep);
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  receive(data);
});
// The seconds of what is running.
setInterval(() => {
  if (listed.isRunning) scheduleDraw();
}, 1000);

grid.wanted = cellWidth;
post({ type: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
// Whoever hears of what is chosen is there from now on.
keep();
askForWindow();
