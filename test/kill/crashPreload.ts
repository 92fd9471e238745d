/**
 * Loaded by every process of a server before its own code. Makes the extension hosts among them kill
 * themselves at the step that the file named by `JIMENG_CRASH_POINT` says.
 */
export {};

const { JIMENG_CRASH_POINT: path } = process.env;
if (path !== undefined && process.argv.includes('--type=extensionHost')) {
  const { installCrashHooks } = await import('./crashingHost.ts');
  installCrashHooks(path);
}
