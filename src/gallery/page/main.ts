import { render } from 'lit';
import type { FromPage, GenerationView, PageStrings, ToPage } from '../protocol.ts';
import { announcementOf } from './announce.ts';
import { galleryTemplate } from './templates.ts';

const vscode = acquireVsCodeApi();
const strings = JSON.parse(document.body.dataset['strings'] ?? '{}') as PageStrings;

/** Newest first. A running generation remembers when it began, by this page's own clock. */
let generations: readonly (GenerationView & { startedAt: number })[] = [];

const main = document.createElement('main');
const gallery = document.createElement('section');
gallery.setAttribute('aria-label', strings.gallery);
main.append(gallery);
const live = document.createElement('div');
live.className = 'visually-hidden';
live.setAttribute('role', 'status');
live.setAttribute('aria-live', 'polite');
document.body.append(main, live);

const post = (message: FromPage) => {
  vscode.postMessage(message);
};

function draw(): void {
  const focused = document.activeElement?.closest('article')?.id;
  render(galleryTemplate({ generations, strings, post, now: performance.now() }), gallery);
  // A card whose pressed button is gone keeps the focus, so that the keyboard goes on from there.
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus();
  }
}

function arrived(view: GenerationView): GenerationView & { startedAt: number } {
  return { ...view, startedAt: performance.now() - view.elapsed };
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'snapshot':
      generations = message.generations.map(arrived);
      break;
    case 'changed': {
      const { generation } = message;
      const before = generations.find(({ id }) => id === generation.id);
      generations = before
        ? generations.map((each) => (each === before ? arrived(generation) : each))
        : [arrived(generation), ...generations];
      const announcement = announcementOf(before, generation, strings);
      if (announcement) live.textContent = announcement;
      break;
    }
    case 'removed':
      generations = generations.filter(({ id }) => id !== message.id);
      break;
  }
  gallery.setAttribute('aria-busy', 'false');
  draw();
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  receive(data);
});
// The seconds of what is running.
setInterval(() => {
  if (generations.some(({ state }) => state === 'running')) draw();
}, 1000);

gallery.setAttribute('aria-busy', 'true');
// With a state kept, VS Code brings the panel back after a reload.
vscode.setState({});
post({ type: 'ready' });
