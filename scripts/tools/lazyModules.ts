/** A module that the extension loads on first use, with everything that it imports. */
export interface LazyModule {
  /** Path from the project's root. Imported by `await import(…)` only, or for its types. */
  readonly file: string;
  /** What loads it. */
  readonly loadedBy: string;
}

/**
 * What is loaded lazily, by the name of its file in `dist`. This table is read by the build, by the
 * linter, by the test of the package, and by `npm run bench -- sizes`.
 */
export const lazyModules: Readonly<Record<string, LazyModule>> = {
  app: { file: 'src/app.ts', loadedBy: 'first command, or unfinished work at startup' },
  exportLibrary: {
    file: 'src/commands/library/exportLibrary.ts',
    loadedBy: 'export of the library',
  },
  galleryWebview: {
    file: 'src/gallery/host/galleryWebview.ts',
    loadedBy: 'opening the gallery',
  },
  importLibrary: {
    file: 'src/commands/library/importLibrary.ts',
    loadedBy: 'import of the library',
  },
  languages: { file: 'src/languages/index.ts', loadedBy: 'first selection or insertion' },
  samples: { file: 'src/samples/index.ts', loadedBy: 'the first sample image' },
  service: { file: 'src/jimeng/service.ts', loadedBy: 'first request' },
};
