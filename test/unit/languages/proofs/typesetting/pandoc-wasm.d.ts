declare module 'pandoc-wasm' {
  /** Converts a document. Options have the names of pandoc's default files. */
  export function convert(
    options: Readonly<Record<string, string | boolean>>,
    stdin: string,
    files: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }>;
}
