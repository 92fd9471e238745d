import { render } from 'lit/html.js';
import { noticesTemplate, type NoticesContext } from '../notices/notices.ts';
import { summarizeSelection } from '../toolbar/selectionSummary.ts';
import { toolbarTemplate } from '../toolbar/toolbar.ts';
import type { PageElements } from '../ui/pageElements.ts';
import { contentTemplate, type ContentContext } from './content.ts';
import { createToolbarContext, type ToolbarSources } from './toolbarContext.ts';

/** The state and services that the toolbar, the notices, and the grid are drawn from. */
export type PageSources = Omit<ContentContext & ToolbarSources, 'selectionSummary'> &
  NoticesContext & { readonly elements: PageElements };

/** Draws the toolbar, the notices, and the grid. */
export function renderPage(sources: PageSources): void {
  const { elements, connection, listingCache, selection } = sources;
  const isListed = listingCache.listing.version > 0;
  const selectionSummary = summarizeSelection(selection.ids, listingCache.loaded);
  const drawn = { ...sources, selectionSummary };
  if (isListed || connection.failure) elements.endLoading();
  render(toolbarTemplate(createToolbarContext(drawn)), elements.toolbar);
  render(noticesTemplate(sources, isListed), elements.notice);
  render(contentTemplate(drawn), elements.gallery);
}
