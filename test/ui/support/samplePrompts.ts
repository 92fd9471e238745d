/** The prompts in the sample workspace, and the file names of their images. */
export const lighthouse = {
  prompt: 'A red lighthouse on a cliff above a calm sea at dawn, watercolor.',
  file: 'a-red-lighthouse-on-a-cliff-above-a-calm-sea-at-dawn',
} as const;

export const attic = {
  prompt: 'A cosy attic room with a wood stove and a window full of snow, warm evening light.',
  file: 'a-cosy-attic-room-with-a-wood-stove-and-a-window-full-of',
} as const;

export const cat = {
  prompt: '一只橘猫坐在窗台上看雪，水彩画风格。',
  file: '一只橘猫坐在窗台上看雪-水彩画风格',
} as const;
