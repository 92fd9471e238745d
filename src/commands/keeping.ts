/** What looks after the library as a whole: loads with the first of these commands. */
export { cleanUpLibrary } from './library/cleanUp.ts';
export { openLibraryFolder } from './library/openFolder.ts';
export { exportLibrary, importLibrary } from './library/exportImport.ts';
