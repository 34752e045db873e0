import ts from 'typescript';
import type { Example } from './examples.js';

/** The mark of a stated value: what follows is what the expression before gives. */
const MARK = /^\s*\/\/ → ?(.*)$/;

/** What one statement of an example says of its value. */
interface StatedValue {
  readonly statement: ts.Statement;
  readonly expression: ts.Expression;
  readonly expected: string;
}

/**
 * The module of an example: its code, in which every stated value is handed to `expectValue`.
 *
 * A value is stated after the statement, as `// → value` on its line or below, and may go on in comments of
 * the lines that follow. Lines stay where they are, so that line n of the module is line n of the example.
 */
export function exampleModule({ file, line, code }: Example, expectValue: string): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  let module = code;
  for (const { statement, expression, expected } of statedValues(source).toReversed()) {
    const place = `${file}:${line + lineOf(statement.getStart())}`;
    const [before, after] = [module.slice(0, statement.getStart()), module.slice(statement.end)];
    const kept = ts.isExpressionStatement(statement) ? '' : statement.getText();
    const call = `expectValue(${JSON.stringify(place)}, ${JSON.stringify(expected)}, ${expression.getText()});`;
    module = `${before}${kept}${call}${after}`;
  }
  return `${module}\nimport { expectValue } from ${JSON.stringify(expectValue)};\nexport {};\n`;
}

/** The stated values of the top-level statements, in order. */
function statedValues(source: ts.SourceFile): readonly StatedValue[] {
  return source.statements.flatMap((statement) => {
    const expression = expressionOf(statement);
    const expected = statedAfter(source.text, statement.end);
    if (expected === null) return [];
    if (!expression) throw new Error(`No value to compare with: ${statement.getText()} // → ${expected}`);
    return [{ statement, expression, expected }];
  });
}

/** The expression that a statement's value is: the whole, or the constant that it declares. */
function expressionOf(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExpressionStatement(statement)) return statement.expression;
  if (!ts.isVariableStatement(statement)) return undefined;
  const name = statement.declarationList.declarations[0]?.name;
  return name && ts.isIdentifier(name) ? name : undefined;
}

function statedAfter(text: string, end: number): string | null {
  const [rest = '', ...lines] = text.slice(end).split('\n');
  const marked = MARK.exec(rest) ?? (rest.trim() === '' ? MARK.exec(lines.shift() ?? '') : null);
  if (!marked) return null;
  const more: string[] = [];
  for (const line of lines) {
    const comment = /^\s*\/\/(.*)$/.exec(line)?.[1];
    if (comment === undefined || MARK.test(line)) break;
    more.push(comment);
  }
  return [marked[1], ...more].join('\n').trim();
}
