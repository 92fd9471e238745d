/** Puts a picture into the clipboard, as PNG: nothing else is sure to be taken there. */
export async function copyImage(src: string): Promise<void> {
  await waitForFocus();
  const pngBlob = toPng(src);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngBlob })]);
}

/** The clipboard is closed to a page without the focus, which is still on its way from a menu. */
async function waitForFocus(): Promise<void> {
  window.focus();
  if (document.hasFocus()) return;
  await new Promise((resolve) => {
    window.addEventListener('focus', resolve, { once: true });
  });
}

async function toPng(src: string): Promise<Blob> {
  const element = new Image();
  // Its pixels may be read only of what was asked for across origins.
  element.crossOrigin = 'anonymous';
  element.src = src;
  await element.decode();
  const canvas = new OffscreenCanvas(element.naturalWidth, element.naturalHeight);
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
