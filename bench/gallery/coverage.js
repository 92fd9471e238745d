/**
 * Measures what the gallery shows: the width of the panel in pixels, the share of it that is image,
 * the number of images of which more than half is visible, and whether all that are visible have loaded.
 * Evaluated in its page.
 */
(() => {
  const panel = document.body.getBoundingClientRect();
  let imagePixels = 0;
  let images = 0;
  let isLoaded = document.querySelector('article') !== null;
  for (const image of document.querySelectorAll('article img')) {
    const { top, bottom, width, height } = image.getBoundingClientRect();
    const visibleHeight = Math.min(bottom, panel.bottom) - Math.max(top, panel.top);
    const visiblePart = Math.max(0, visibleHeight) / height;
    // Without the bands beside an image that does not fill its element.
    const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight);
    const drawnPixels = image.naturalWidth * image.naturalHeight * scale * scale;
    if (visiblePart > 0 && image.naturalWidth === 0) isLoaded = false;
    if (Number.isFinite(drawnPixels)) imagePixels += drawnPixels * visiblePart;
    if (visiblePart > 0.5) images++;
  }
  const share = imagePixels / (panel.width * panel.height);
  return { width: Math.round(panel.width), share, images, isLoaded };
})();
