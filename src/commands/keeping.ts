/** What looks after the library as a whole: loads with the first of these commands. */
export { cleanUpLibrary } from './cleaningUp.ts';
export { openLibraryFolder } from './libraryFolder.ts';
export { exportLibrary, importLibrary } from './transfer.ts';
