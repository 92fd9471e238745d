// Runs in every frame of the window before its own scripts. Only the page of the gallery and the empty
// webview use it.
(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Waits until what is drawn in this frame is painted. */
  const waitForPaint = async () => {
    await frame();
    await frame();
  };
  /** Waits until the current frame is drawn. */
  const waitForFrameEnd = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(undefined);
    });
  const isVisible = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const findVisible = (selector) => [...document.querySelectorAll(selector)].filter(isVisible);

  const countedEvents = ['listingChanged', 'generationChanged', 'announce'];

  const galleryBench = {
    openingBytes: 0,
    /** Thumbnails arrive in separate responses and are counted separately. */
    thumbnailBytes: 0,
    /** When the first screen was painted, in milliseconds since the epoch. */
    firstScreenAt: undefined,
    startedAt: performance.timeOrigin,

    /** Types into the search box. Returns the milliseconds until the results are on the screen. */
    async search(text) {
      const input = document.querySelector('input[type="search"]');
      const listingReceived = new Promise((resolve) => {
        addEventListener('message', function onMessage({ data }) {
          if (!data?.result?.listing) return;
          removeEventListener('message', onMessage);
          resolve();
        });
      });
      const start = performance.now();
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await listingReceived;
      await waitForPaint();
      return performance.now() - start;
    },

    /**
     * Scrolls for this many frames, by this many pixels per frame or else from end to end. Returns
     * the frame times and how many frames were blank, had images still loading, or had empty cards.
     */
    async scroll(frames, pixels) {
      const scroller = document.querySelector('section');
      const scrollDistance = scroller.scrollHeight - scroller.clientHeight;
      const frameTimesMs = [];
      const emptyRuns = [0];
      let blankFrames = 0;
      let pendingFrames = 0;
      await frame();
      let previous = await frame();
      for (let step = 1; step <= frames; step++) {
        scroller.scrollTop =
          pixels === undefined ? (scrollDistance * step) / frames : pixels * step;
        const now = await frame();
        frameTimesMs.push(now - previous);
        previous = now;
        await waitForFrameEnd();
        const cells = findVisible('.cell');
        if (cells.length === 0) blankFrames++;
        if (!findVisible('[data-state=done] img').every(isShown)) pendingFrames++;
        if (cells.every((cell) => cell.querySelector('article'))) emptyRuns.push(0);
        else emptyRuns.push(emptyRuns.pop() + 1);
      }
      return {
        frameTimesMs,
        blankFrames,
        pendingFrames,
        emptyCardFrames: emptyRuns.reduce((sum, run) => sum + run),
        longestEmptyRun: Math.max(...emptyRuns),
      };
    },

    /** Waits until all visible images are loaded, or the message for an empty gallery is shown. */
    async settle() {
      while (!isFilled() && !document.querySelector('.empty')) await frame();
      await waitForPaint();
    },
  };

  function isShown({ complete, naturalWidth }) {
    return complete && naturalWidth > 0;
  }

  function isFilled() {
    const images = findVisible('article img');
    return images.length > 0 && images.every(isShown);
  }

  function onMessage({ data }) {
    if (galleryBench.firstScreenAt !== undefined) return;
    const { type, result } = data ?? {};
    if (isThumbnails(result)) {
      for (const webp of result) galleryBench.thumbnailBytes += webp?.byteLength ?? 0;
    } else if (result?.items) {
      const { thumbnails = [], ...update } = result;
      for (const { webp } of thumbnails) galleryBench.thumbnailBytes += webp.byteLength;
      galleryBench.openingBytes += countBytes(update);
    } else if (countedEvents.includes(type)) galleryBench.openingBytes += countBytes(data);
  }

  function countBytes(value) {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  }

  function isThumbnails(result) {
    return (
      Array.isArray(result) && result.every((webp) => webp === null || webp instanceof Uint8Array)
    );
  }

  globalThis.galleryBench = galleryBench;
  addEventListener('mousedown', () => (globalThis.pressedAt = Date.now()), true);
  // VS Code replaces the document of the frame, which removes everything but timers.
  const timer = setInterval(() => {
    const { strings, empty } = document.body?.dataset ?? {};
    if (strings === undefined && empty === undefined) return;
    clearInterval(timer);
    addEventListener('message', onMessage);
    const painted = empty === undefined ? galleryBench.settle() : waitForPaint();
    void painted.then(() => {
      galleryBench.firstScreenAt = performance.timeOrigin + performance.now();
    });
  });
})();
