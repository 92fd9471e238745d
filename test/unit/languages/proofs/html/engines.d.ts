/** The functions of engines without types that the proofs use. */
declare module 'nunjucks' {
  export class Environment {
    constructor(loader: null, options: { autoescape: boolean });
    renderString(template: string, context: object): string;
  }
}

declare module 'ejs' {
  const ejs: { render(template: string, data: object): string };
  export default ejs;
}
