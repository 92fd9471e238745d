declare module 'css-tree' {
  export interface CssNode {
    readonly type: string;
    readonly name?: string;
    readonly value?: unknown;
  }
  export function parse(
    text: string,
    options: {
      readonly parseCustomProperty: boolean;
      readonly onParseError: (error: Error) => void;
    },
  ): CssNode;
  export function walk(node: CssNode, visit: (node: CssNode) => void): void;
}

declare module 'less' {
  const less: { render(text: string): Promise<{ readonly css: string }> };
  export default less;
}

declare module 'stylus' {
  const stylus: { render(text: string): string };
  export default stylus;
}
