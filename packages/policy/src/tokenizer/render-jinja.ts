import { Environment, Interpreter, type Template } from '@huggingface/jinja';
import { strftime } from './strftime.js';

/**
 * The text of a template, rendered as in transformers, but for the clock: `strftime_now` formats the date
 * given.
 */
export function renderJinja(
  template: Template,
  variables: Readonly<Record<string, unknown>>,
  today: Date,
): string {
  const globals = {
    ...CONSTANTS,
    range,
    raise_exception: (message: string) => {
      throw new Error(message);
    },
    strftime_now: (format: string) => strftime(today, format),
  };
  const environment = new Environment();
  for (const [name, value] of Object.entries({ ...globals, ...variables })) environment.set(name, value);
  return String(new Interpreter(environment).run(template.parsed).value);
}

const CONSTANTS = { true: true, True: true, false: false, False: false, none: null, None: null };

/** The `range` function of Python. */
function range(first: number, end?: number, step = 1): number[] {
  if (!step) throw new Error('range() step must not be zero');
  const [from, to] = end === undefined ? [0, first] : [first, end];
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
}
