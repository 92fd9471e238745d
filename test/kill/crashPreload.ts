/**
 * Loaded by every process of a server before its own code. Makes extension hosts kill themselves at
 * the crash point in the file named by `JIMENG_CRASH_POINT`.
 */
export {};

const { JIMENG_CRASH_POINT: path } = process.env;
if (path !== undefined && process.argv.includes('--type=extensionHost')) {
  const { installCrashHooks } = await import('./crashingHost.ts');
  installCrashHooks(path);
}
