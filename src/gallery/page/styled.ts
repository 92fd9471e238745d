import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

type Properties = Readonly<Record<string, string>>;

/** Sets an element's style through its object: an attribute is what the page's policy forbids. */
class Styled extends Directive {
  #style: CSSStyleDeclaration | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('It stands in the tag of an element');
  }

  override render(properties: Properties): typeof noChange {
    for (const [name, value] of Object.entries(properties)) this.#style?.setProperty(name, value);
    return noChange;
  }

  override update({ element }: ElementPart, [properties]: [Properties]): typeof noChange {
    this.#style = (element as HTMLElement).style;
    return this.render(properties);
  }
}

export const styled = directive(Styled);
