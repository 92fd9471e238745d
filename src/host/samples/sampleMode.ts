import { providerIds, type GenerationRequest } from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import { throwSaveError } from '../../tasks/recordWrites.ts';
import type { GenerationRun } from '../../tasks/runs.ts';
import type { ApiKeyStore } from '../keys/apiKeyStore.ts';
import { hasKey } from '../keys/keyStatus.ts';
import { tryResolveProvider } from '../settings/settings.ts';

/** What samples work with. */
export interface SampleModeOptions {
  readonly apiKeys: Pick<ApiKeyStore, 'get'>;
  readonly library: Pick<Library, 'beginImport' | 'disk' | 'getImagePath' | 'list' | 'remove'>;
  /** Returns milliseconds since the epoch. */
  readonly now: () => number;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random: () => number;
}

/**
 * Sample images, which show without an API key how images are generated and inserted. They are drawn
 * by the extension: nothing is sent or billed. What is generated is a sample as long as no provider
 * has a key and the library has a sample, so that there is no state that could be wrong.
 */
export class SampleMode {
  readonly #options: SampleModeOptions;

  constructor(options: SampleModeOptions) {
    this.#options = options;
  }

  /** Whether what is generated now is a sample. Never rejects. */
  async isActive(): Promise<boolean> {
    if (await this.hasAnyKey()) return false;
    // A library that cannot be read is reported in place of its images.
    const records = await this.#options.library.list().catch(() => []);
    return records.some(({ isSample }) => isSample);
  }

  /** Whether a provider may have a key. Never rejects. */
  async hasAnyKey(): Promise<boolean> {
    // That of the settings first, which has one in most cases.
    for (const id of [undefined, ...providerIds]) {
      const provider = tryResolveProvider(id);
      if (provider && (await hasKey(provider, this.#options.apiKeys)) !== false) return true;
    }
    return false;
  }

  /**
   * Adds a sample for each request to the library.
   * @throws JimengError of kind `save` if they cannot be written
   */
  async start(requests: readonly GenerationRequest[]): Promise<GenerationRun[]> {
    const { createSamples } = await import('../../samples/index.ts');
    const { library } = this.#options;
    const records = await createSamples(requests, this.#options).catch(throwSaveError);
    return records.map((record) => ({
      id: record.id,
      prompt: record.request.prompt,
      startedAt: record.createdAt,
      library,
      finished: Promise.resolve(record),
    }));
  }

  /**
   * Deletes all samples permanently.
   * @returns how many there were
   * @throws Error of the file system.
   */
  async remove(): Promise<number> {
    const { library } = this.#options;
    const samples = (await library.list()).filter(({ isSample }) => isSample);
    for (const { id } of samples) await library.remove(id);
    return samples.length;
  }
}
