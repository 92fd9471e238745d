import type { Facets, ImageCounts } from '../../protocol/views.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

/** How many images there are, and how many have each value of the filters. */
export class Counts {
  readonly #connection: HostConnection;
  /** Of the whole library. */
  facets: Facets | undefined;
  /** Of the current query. */
  images: ImageCounts | undefined;
  #areFacetsRequested = false;

  constructor(connection: HostConnection) {
    this.#connection = connection;
  }

  /** Requests the facets once. @param onLoaded called when they have been received */
  loadFacets(onLoaded: () => void): void {
    if (this.#areFacetsRequested) return;
    this.#areFacetsRequested = true;
    this.#connection.attempt('facets', async () => {
      this.facets = await this.#connection.request('getFacets', {});
      onLoaded();
    });
  }
}
