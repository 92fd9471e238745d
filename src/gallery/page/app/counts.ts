import type { Facets, ImageCounts } from '../../protocol/views.ts';
import type { FacetName } from '../../protocol/vocabulary.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

/** What the counts are requested with. */
export interface CountsContext {
  readonly connection: Pick<HostConnection, 'attempt' | 'request'>;
  /** Whether the user is choosing filters. */
  readonly areFiltersOpen: () => boolean;
}

/** How many images there are, and how many have each value of the filters. */
export class Counts {
  readonly #context: CountsContext;
  /** Of the current query. */
  images: ImageCounts | undefined;
  #facets: Facets | undefined;
  /** The facets whose values are listed. */
  #listedFacets: Facets | undefined;
  #areFacetsRequested = false;

  constructor(context: CountsContext) {
    this.#context = context;
  }

  /** Of the whole library. While the filters are open, their values stay in place, and only the counts change. */
  listFacets(): Facets | undefined {
    const [listed, counted] = [this.#listedFacets, this.#facets];
    const haveChanged = listed && counted && listed !== counted;
    if (haveChanged && this.#context.areFiltersOpen()) return updateCounts(listed, counted);
    this.#listedFacets = counted;
    return counted;
  }

  receiveFacets(facets: Facets): void {
    this.#facets = facets;
  }

  /** Requests the facets once. @param onLoaded called when they have been received */
  loadFacets(onLoaded: () => void): void {
    if (this.#areFacetsRequested) return;
    this.#areFacetsRequested = true;
    const { connection } = this.#context;
    connection.attempt('facets', async () => {
      this.receiveFacets(await connection.request('getFacets', {}));
      onLoaded();
    });
  }
}

/** The values of some facets, with the counts of others. */
function updateCounts(listed: Facets, counted: Facets): Facets {
  const update = (name: FacetName) =>
    listed[name].map((value) => {
      const { count = 0 } = counted[name].find((each) => each.value === value.value) ?? {};
      return { ...value, count };
    });
  return {
    ...counted,
    state: update('state'),
    provider: update('provider'),
    model: update('model'),
    ratio: update('ratio'),
  };
}
