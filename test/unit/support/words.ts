import './vscode.ts';

export const { tell } = await import('../../../src/host/words.ts');
