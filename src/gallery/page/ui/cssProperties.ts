import { noChange } from 'lit/html.js';
import { Directive, directive, type DirectiveResult, type ElementPart } from 'lit/directive.js';

type CssPropertyValues = Readonly<Record<string, string>>;

class CssProperties extends Directive {
  override render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [properties]: [CssPropertyValues]): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return this.render();
  }
}

/**
 * An element directive that sets CSS properties by script: the page's Content Security Policy forbids
 * `style` attributes.
 */
export const cssProperties: (properties: CssPropertyValues) => DirectiveResult =
  directive(CssProperties);
