export { eventually } from './eventually.ts';
export { openVsCode, type OpenOptions } from './openVsCode.ts';
export type { VsCodeWindow } from './window.ts';
