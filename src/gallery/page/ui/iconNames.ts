/** The icons of VS Code that the page uses. The build packages only these. */
export const iconNames = [
  'attach',
  'chevron-left',
  'chevron-right',
  'circle-large',
  'close',
  'copy',
  'edit',
  'ellipsis',
  'error',
  'filter',
  'info',
  'layers',
  'pass-filled',
  'refresh',
  'save-as',
  'screen-full',
  'search',
  'send',
  'split-horizontal',
  'star-empty',
  'star-full',
  'trash',
  'zoom-in',
  'zoom-out',
] as const;
/** The name of one of these icons. */
export type IconName = (typeof iconNames)[number];
