import { noChange } from 'lit';
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
 * Sets the style of the element in whose tag it stands through its object: an attribute is what the
 * page's policy forbids.
 */
export const cssProperties: (properties: CssPropertyValues) => DirectiveResult =
  directive(CssProperties);
