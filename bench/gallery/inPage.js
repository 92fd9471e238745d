// Runs in every frame of the window before its own scripts. Only the page of the gallery uses it.
(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Waits until what is drawn in this frame is painted. */
  const painted = async () => {
    await frame();
    await frame();
  };
  /** Waits until the current frame is drawn. */
  const afterFrame = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(undefined);
    });
  const isInSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const inSight = (selector) => [...document.querySelectorAll(selector)].filter(isInSight);

  const bench = {
    openingBytes: 0,
    /** Thumbnails arrive in separate messages and are counted separately. */
    thumbnailBytes: 0,
    /** When the first screen was painted, in milliseconds since the epoch. */
    firstScreen: undefined,
    began: performance.timeOrigin,

    /** Types into the search box. Returns the milliseconds until the results are on the screen. */
    async search(text) {
      const input = document.querySelector('input[type="search"]');
      const listed = new Promise((resolve) => {
        addEventListener('message', function heard({ data }) {
          if (data?.type !== 'listing') return;
          removeEventListener('message', heard);
          resolve();
        });
      });
      const began = performance.now();
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await listed;
      await painted();
      return performance.now() - began;
    },

    /**
     * Scrolls for this many frames, by this many pixels per frame or else from end to end. Returns
     * the frame times and how many frames were blank, had images still loading, or had empty cards.
     */
    async scroll(frames, pixels) {
      const scroller = document.querySelector('section');
      const way = scroller.scrollHeight - scroller.clientHeight;
      const deltas = [];
      const awaited = [0];
      let blank = 0;
      let pending = 0;
      await frame();
      let before = await frame();
      for (let step = 1; step <= frames; step++) {
        scroller.scrollTop = pixels === undefined ? (way * step) / frames : pixels * step;
        const now = await frame();
        deltas.push(now - before);
        before = now;
        await afterFrame();
        const cells = inSight('.cell');
        if (cells.length === 0) blank++;
        if (!inSight('[data-state=done] img').every(isShown)) pending++;
        if (cells.every((cell) => cell.querySelector('article'))) awaited.push(0);
        else awaited.push(awaited.pop() + 1);
      }
      return {
        deltas,
        blank,
        pending,
        awaited: awaited.reduce((sum, run) => sum + run),
        longest: Math.max(...awaited),
      };
    },

    /** Waits until all visible images are loaded, or the message for an empty gallery is shown. */
    async settle() {
      while (!isFilled() && !document.querySelector('.empty')) await frame();
      await painted();
    },
  };

  function isShown({ complete, naturalWidth }) {
    return complete && naturalWidth > 0;
  }

  function isFilled() {
    const images = inSight('article img');
    return images.length > 0 && images.every(isShown);
  }

  function heard({ data }) {
    if (bench.firstScreen !== undefined) return;
    if (data?.type === 'getThumbnails') {
      for (const { webp } of data.thumbnails) bench.thumbnailBytes += webp?.byteLength ?? 0;
    } else if (['listing', 'items', 'generationChanged', 'announce'].includes(data?.type)) {
      bench.openingBytes += new TextEncoder().encode(JSON.stringify(data)).length;
    }
  }

  globalThis.galleryBench = bench;
  addEventListener('mousedown', () => (globalThis.pressedAt = Date.now()), true);
  // VS Code replaces the document of the frame, which removes everything but timers.
  const waiting = setInterval(() => {
    if (!document.body?.dataset.strings) return;
    clearInterval(waiting);
    addEventListener('message', heard);
    void bench.settle().then(() => {
      bench.firstScreen = performance.timeOrigin + performance.now();
    });
  });
})();
