/** Copies an image to the clipboard, as PNG: browsers support no other type there. */
export async function copyImage(src: string): Promise<void> {
  await waitForFocus();
  const pngBlob = toPng(src);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngBlob })]);
}

/** Only a page with the focus can use the clipboard. It may still be on its way from a context menu. */
async function waitForFocus(): Promise<void> {
  window.focus();
  if (document.hasFocus()) return;
  await new Promise((resolve) => {
    window.addEventListener('focus', resolve, { once: true });
  });
}

async function toPng(src: string): Promise<Blob> {
  const element = new Image();
  // The pixels of an image from another origin can be read only if it is requested with CORS.
  element.crossOrigin = 'anonymous';
  element.src = src;
  await element.decode();
  const canvas = new OffscreenCanvas(element.naturalWidth, element.naturalHeight);
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
