/** The functions of engines without types that the proofs use. */
declare module 'nunjucks' {
  export class Environment {
    constructor(loader: null, options: { autoescape: boolean });
    renderString(template: string, context: object): string;
  }

  /** Throws for a template that cannot be compiled. */
  export const Template: new (
    template: string,
    environment: null,
    path: string,
    eagerCompile: boolean,
  ) => object;
}

declare module 'ejs' {
  const ejs: {
    render(template: string, data: object): string;
    compile(template: string, options: { client: true; filename: string }): unknown;
  };
  export default ejs;
}
