/** A provider that an empty gallery offers. */
export interface ProviderOption {
  readonly id: string;
  readonly name: string;
  /** What it offers and requires, in a sentence. */
  readonly detail: string;
  /** Where to get a key; missing for a custom provider. */
  readonly keyPage?: { readonly url: string; readonly host: string };
  readonly hasKey: boolean;
}

/**
 * The sample images: `offered` as there is no API key; `active` if what is generated is one; `kept`
 * in the library although there is a key.
 */
export type SampleState = 'none' | 'offered' | 'active' | 'kept';

/** How far the user has set up the extension. */
export interface Setup {
  readonly providers: readonly ProviderOption[];
  /** The id of the provider in the settings. */
  readonly currentProvider: string;
  /** Whether it has no key. */
  readonly isKeyMissing: boolean;
  readonly samples: SampleState;
  /** What could be generated first. */
  readonly examplePrompts: readonly string[];
}
