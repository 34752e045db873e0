import { EchoError, isEchoError } from '@echo/core';

/** The controls of the page that do what a flag of the command line does. */
const CONTROLS: readonly (readonly [RegExp, string])[] = [
  [/--confidence\b/g, '“Confidence field”'],
  [/--correct\b/g, '“Verdict field”'],
  [/--format\b/g, '“Format”'],
  [/--scale\b/g, '“Scale”'],
  [/--filter\b/g, '“Filter”'],
  [/--provider\b/g, '“Provider”'],
  [/--grades\b/g, '“Grades”'],
];

/** The error of a log that could not be read, with the page's controls where it names flags. */
export function inPageWords(error: unknown): unknown {
  if (!isEchoError(error)) return error;
  const message = CONTROLS.reduce((text, [flag, control]) => text.replace(flag, control), error.message);
  return message === error.message
    ? error
    : new EchoError(error.code, `${message.replace(/\.$/, '')}, below “How to read it” in Evaluation.`, {
        cause: error,
      });
}
