import type { SyntaxNode } from '@lezer/common';

/** What an expression is used for. */
export interface ExpressionUse {
  readonly kind:
    | 'value'
    /** A value of CSS, as in `backgroundImage:`. */
    | 'style'
    /** The source of an import. */
    | 'module'
    /** The first argument of `new URL(…)`. */
    | 'url'
    /** What a function returns. */
    | 'result'
    /** What is shown between tags. */
    | 'child'
    | 'statement';
  /** Whether there can be several, separated by commas. */
  readonly isListed: boolean;
  /** The name of the attribute that it is the value of. */
  readonly attribute?: string;
}

const styleProperty =
  /^(?:background(?:Image)?|listStyle(?:Image)?|borderImage(?:Source)?|(?:webkit)?mask(?:Image)?|cursor)$/i;

/** What the expression that a node is or is a part of is used for. */
export function findExpressionUse(text: string, expression: SyntaxNode): ExpressionUse {
  let node = expression;
  for (;;) {
    const { parent } = node;
    if (!parent) return { kind: 'value', isListed: false };
    switch (parent.name) {
      case 'ParenthesizedExpression':
      case 'ConditionalExpression':
      case 'BinaryExpression':
        node = parent;
        continue;
      case 'ArrayExpression':
        return { kind: 'value', isListed: node === expression };
      case 'ImportDeclaration':
      case 'ExportDeclaration':
        if (node.name === 'String') return { kind: 'module', isListed: false };
        break;
      case 'DynamicImport':
        return { kind: 'module', isListed: false };
      case 'ArgList':
        return findArgumentUse(text, parent, node, node === expression);
      case 'Property':
      case 'PropertyDeclaration':
      case 'AssignmentExpression': {
        const isStyle = styleProperty.test(readPropertyName(text, parent));
        return { kind: isStyle ? 'style' : 'value', isListed: false };
      }
      case 'ArrowFunction':
      case 'ReturnStatement':
        return { kind: 'result', isListed: false };
      case 'ExpressionStatement':
        return { kind: 'statement', isListed: false };
      case 'JSXEscape': {
        const attribute = parent.parent;
        if (attribute?.name !== 'JSXAttribute') return { kind: 'child', isListed: false };
        const name = attribute.firstChild;
        return {
          kind: 'value',
          isListed: false,
          attribute: name ? text.slice(name.from, name.to) : '',
        };
      }
    }
    return { kind: 'value', isListed: false };
  }
}

/** The name of a property that is defined or assigned to, without quotes. */
function readPropertyName(text: string, { firstChild }: SyntaxNode): string {
  const name = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : firstChild;
  return name ? text.slice(name.from, name.to).replace(/["']/g, '') : '';
}

function findArgumentUse(
  text: string,
  list: SyntaxNode,
  argument: SyntaxNode,
  isListed: boolean,
): ExpressionUse {
  const call = list.parent;
  const callee = call ? text.slice(call.from, list.from).trim() : '';
  const isFirst = argument.prevSibling?.name === '(';
  if (isFirst && /^(?:require(?:\.resolve)?|import)$/.test(callee)) {
    return { kind: 'module', isListed: false };
  }
  const rest = text.slice(argument.to, list.to);
  if (isFirst && /^new\s+URL$/.test(callee) && rest.includes('import.meta.url')) {
    return { kind: 'url', isListed: false };
  }
  return { kind: 'value', isListed };
}
