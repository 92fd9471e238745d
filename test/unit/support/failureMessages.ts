import './vscode.ts';

export const { formatFailure } = await import('../../../src/host/messages/failures.ts');
