import ts from 'typescript';

/**
 * How a value differs from one stated as a literal; null where it does not.
 *
 * Numbers are compared to the digits shown, strings and keys exactly, typed arrays like arrays. `…` at the
 * end of an array or object stands for whatever else is in it. Throws for a text that is no literal.
 */
export function differsFrom(stated: string, actual: unknown): string | null {
  const source = ts.createSourceFile(
    'value.ts',
    `(${stated.replace(/…(?=\s*[\]}])/g, '...')})`,
    ts.ScriptTarget.Latest,
    true,
  );
  const [statement] = source.statements;
  if (source.statements.length !== 1 || !statement || !ts.isExpressionStatement(statement))
    throw new Error(`No literal: ${stated}`);
  return compare(statement.expression, actual, '');
}

function compare(node: ts.Expression, actual: unknown, path: string): string | null {
  const unlike = (isLike: boolean) => (isLike ? null : path === '' ? '' : `at ${path}`);
  if (ts.isParenthesizedExpression(node)) return compare(node.expression, actual, path);
  if (ts.isNumericLiteral(node)) return unlike(isNumber(node.getText(), actual));
  if (ts.isStringLiteralLike(node)) return unlike(node.text === actual);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    return unlike(isNumber(`-${node.operand.getText()}`, actual));
  if (ts.isArrayLiteralExpression(node)) return compareElements(node, actual, path);
  if (ts.isObjectLiteralExpression(node)) return compareProperties(node, actual, path);
  switch (node.getText()) {
    case 'null':
      return unlike(actual === null);
    case 'undefined':
      return unlike(actual === undefined);
    case 'true':
    case 'false':
      return unlike(String(actual) === node.getText() && typeof actual === 'boolean');
    case 'Infinity':
    case 'NaN':
      return unlike(isNumber(node.getText(), actual));
    default:
      throw new Error(`No literal: ${node.getText()}`);
  }
}

function compareElements(node: ts.ArrayLiteralExpression, actual: unknown, path: string): string | null {
  if (typeof actual !== 'object' || actual === null || !('length' in actual)) return `no array at ${path}`;
  const elements = Array.from(actual as ArrayLike<unknown>);
  const stated = node.elements.filter((element) => !ts.isSpreadElement(element));
  const isOpen = stated.length < node.elements.length;
  if (isOpen ? elements.length < stated.length : elements.length !== stated.length)
    return `${elements.length} elements at ${path || 'the top'}`;
  return firstDifference(stated, (element, i) => compare(element, elements[i], `${path}[${i}]`));
}

function compareProperties(node: ts.ObjectLiteralExpression, actual: unknown, path: string): string | null {
  if (typeof actual !== 'object' || actual === null) return `no object at ${path || 'the top'}`;
  const properties = new Map(Object.entries(actual));
  const stated = node.properties.filter(ts.isPropertyAssignment);
  const isOpen = node.properties.some(ts.isSpreadAssignment);
  const names = stated.map(({ name }) =>
    ts.isIdentifier(name) || ts.isLiteralExpression(name) ? name.text : '',
  );
  const missing = names.find((name) => !properties.has(name));
  if (missing !== undefined) return `no \`${missing}\` at ${path || 'the top'}`;
  const extra = [...properties.keys()].find((name) => !names.includes(name));
  if (extra !== undefined && !isOpen) return `also \`${extra}\` at ${path || 'the top'}`;
  return firstDifference(stated, ({ initializer }, i) =>
    compare(initializer, properties.get(names[i] ?? ''), `${path}.${names[i]}`),
  );
}

function firstDifference<T>(
  items: readonly T[],
  compareOne: (item: T, i: number) => string | null,
): string | null {
  for (const [i, item] of items.entries()) {
    const difference = compareOne(item, i);
    if (difference !== null) return difference;
  }
  return null;
}

/** Whether a number is as stated, to the digits shown. */
function isNumber(stated: string, actual: unknown): boolean {
  if (typeof actual !== 'number') return false;
  const wanted = Number(stated.replaceAll('_', ''));
  if (Object.is(wanted, actual) || wanted === actual) return true;
  const [, decimals, exponent] = /\.?(\d*)(e[+-]?\d+)?$/i.exec(stated.replace(/^-?\d[\d_]*/, '')) ?? [];
  const digits = decimals?.length ?? 0;
  if (exponent) return Number(actual.toExponential(digits)) === wanted;
  return digits > 0 && Number(actual.toFixed(digits)) === wanted;
}
