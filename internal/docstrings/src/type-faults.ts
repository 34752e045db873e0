import ts from 'typescript';
import type { Example } from './examples.js';
import { ROOT } from './source-files.js';

/** The type errors of the example modules that have some, under the repository's options. */
export function typeFaults(modules: ReadonlyMap<string, Example>): ReadonlyMap<string, readonly string[]> {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const program = ts.createProgram([...modules.keys()], options);
  const faults = new Map<string, readonly string[]>();
  for (const [path, { file, line }] of modules) {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const sentences = found.map(({ start = 0, messageText }) => {
      const at = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      return `${file}:${line + at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    if (sentences.length > 0) faults.set(path, sentences);
  }
  return faults;
}
