import ts from 'typescript';

/** A docstring: its text without stars, and the line of the file that it begins on, counted from 1. */
export interface Docstring {
  readonly text: string;
  readonly line: number;
}

/** An exported function and its docstring. */
export interface ExportedFunction {
  readonly name: string;
  readonly line: number;
  readonly docstring: Docstring | null;
}

/** Parses a TypeScript source with its docstrings. */
export function parse(file: string, source: string): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
}

/** Every docstring of a source, those of members and of functions that are not exported included. */
export function docstringsOf(source: ts.SourceFile): readonly Docstring[] {
  const found = new Map<number, Docstring>();
  const visit = (node: ts.Node): void => {
    for (const doc of ts.getJSDocCommentsAndTags(node))
      if (ts.isJSDoc(doc)) found.set(doc.pos, docstring(source, doc));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

/** The functions that a source exports where it declares them, constants that are functions included. */
export function exportedFunctions(source: ts.SourceFile): readonly ExportedFunction[] {
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const name = isExported && functionName(statement);
    if (!name) return [];
    const doc = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc).at(-1);
    const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    return [{ name, line, docstring: doc ? docstring(source, doc) : null }];
  });
}

function functionName(statement: ts.Statement): string | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? 'default';
  if (!ts.isVariableStatement(statement)) return undefined;
  return statement.declarationList.declarations
    .find(({ initializer }) => initializer && ts.isFunctionLike(initializer))
    ?.name.getText();
}

function docstring(source: ts.SourceFile, doc: ts.JSDoc): Docstring {
  const text = doc
    .getText(source)
    .replace(/^\/\*\*[ \t]?/, '')
    .replace(/[ \t]*\*\/$/, '')
    .split('\n')
    .map((line, i) => (i === 0 ? line : line.replace(/^[ \t]*\*[ \t]?/, '')))
    .join('\n');
  return { text, line: source.getLineAndCharacterOfPosition(doc.getStart(source)).line + 1 };
}
