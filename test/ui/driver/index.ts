export { composerIn } from './composer.ts';
export { eventually } from '../../support/eventually.ts';
export type { Gallery } from './gallery.ts';
export {
  closeWindows,
  openSecondWindow as openBeside,
  openVsCode,
  reopenVsCode,
  type OpenOptions,
} from './openVsCode.ts';
export type { VsCodeWindow } from './window.ts';
