import type { Params } from '../../protocol/requests.ts';
import type { GenerationView, ImageProblem, ImageView } from '../../protocol/views.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

const unknownProblem: ImageProblem = { kind: 'damaged', canDownloadAgain: false };

/** What the problems are requested with. */
export interface ImageProblemsContext {
  readonly connection: Pick<HostConnection, 'request'>;
  /** Called when a problem is found. */
  readonly onChange: () => void;
}

/**
 * The images that the page cannot show. They are known by the objects that the host has sent: when
 * it sends a generation again, because it has changed, its images are tried again.
 */
export class ImageProblems {
  readonly #context: ImageProblemsContext;
  readonly #problems = new WeakMap<ImageView, ImageProblem | 'pending'>();
  /** How many problems each URL had. */
  readonly #counts = new Map<string, number>();

  constructor(context: ImageProblemsContext) {
    this.#context = context;
  }

  /**
   * Whether an image may be loaded. Call it right before: another program may have replaced the file
   * by one that takes gigabytes of memory.
   */
  async check(
    { id, images }: Pick<GenerationView, 'id' | 'images'>,
    image: number,
  ): Promise<boolean> {
    const view = images[image];
    if (!view) return false;
    const problem = await this.#request({ id, image, isBroken: false });
    if (problem === null) return true;
    this.#problems.set(view, problem);
    this.#context.onChange();
    return false;
  }

  /** Call it when an image cannot be loaded: asks the host why. */
  report({ id, images }: Pick<GenerationView, 'id' | 'images'>, image: number): void {
    const { onChange } = this.#context;
    const view = images[image];
    if (!view || this.#problems.has(view)) return;
    this.#problems.set(view, 'pending');
    this.#counts.set(view.src, (this.#counts.get(view.src) ?? 0) + 1);
    void this.#request({ id, image, isBroken: true }).then((problem) => {
      this.#problems.set(view, problem ?? unknownProblem);
      onChange();
    });
    onChange();
  }

  #request(params: Params<'getImageProblem'>): Promise<ImageProblem | null> {
    // The host has logged why it failed.
    return this.#context.connection.request('getImageProblem', params).catch(() => unknownProblem);
  }

  /**
   * The URL to load an image from: another one after each problem, as the browser keeps what it has
   * loaded, and the same content has the same `src`.
   */
  getUrl({ src }: ImageView): string {
    const count = this.#counts.get(src);
    return count === undefined ? src : `${src}&${count}`;
  }

  /** The problem of an image: `pending` until it is known, `undefined` if there is none. */
  find(
    { images }: Pick<GenerationView, 'images'>,
    image: number,
  ): ImageProblem | 'pending' | undefined {
    const view = images[image];
    return view && this.#problems.get(view);
  }
}
