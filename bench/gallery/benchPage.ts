/** The API that `inPage.js` adds to the page. */
export interface BenchPage {
  readonly galleryBench: {
    readonly startedAt: number;
    readonly firstScreenAt: number | undefined;
    readonly openingBytes: number;
    readonly thumbnailBytes: number;
    search(text: string): Promise<number>;
    scroll(frames: number, pixels?: number): Promise<ScrollResult>;
    settle(): Promise<void>;
  };
  /** When a row of the command palette was last clicked, in milliseconds since the epoch. */
  pressedAt: number;
  readonly performance: { readonly memory: { readonly usedJSHeapSize: number } };
}

/** Measurements of one scroll. */
export interface ScrollResult {
  /** Duration of each frame. */
  readonly frameTimesMs: number[];
  /**
   * Number of frames with nothing visible, with a visible image that was still loading, and with an
   * empty card; then the longest run of the latter.
   */
  readonly blankFrames: number;
  readonly pendingFrames: number;
  readonly emptyCardFrames: number;
  readonly longestEmptyRun: number;
}
