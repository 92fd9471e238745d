declare module 'pandoc-wasm' {
  /** The result of a conversion. */
  export interface Conversion {
    readonly stdout: string;
    readonly stderr: string;
  }
  export function convert(
    options: Readonly<Record<string, unknown>>,
    input: string,
    files: Readonly<Record<string, string>>,
  ): Promise<Conversion>;
}
