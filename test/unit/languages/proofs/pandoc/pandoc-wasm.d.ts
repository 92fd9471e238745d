declare module 'pandoc-wasm' {
  /** Converts documents. Options have the names of pandoc's default files. */
  export function convert(
    options: Readonly<Record<string, string | boolean | readonly string[]>>,
    stdin: string | null,
    files: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }>;
}
