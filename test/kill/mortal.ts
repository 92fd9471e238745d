/**
 * Loaded by every process of a server before its own code. Makes the extension hosts among them kill
 * themselves at the step that the file named by `JIMENG_BLOW` says.
 */
export {};

const { JIMENG_BLOW: path } = process.env;
if (path !== undefined && process.argv.includes('--type=extensionHost')) {
  const { makeMortal } = await import('./deadlyHost.ts');
  makeMortal(path);
}
