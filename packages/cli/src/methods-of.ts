import { allMethods, type ElicitationMethod } from '@echo/eval';
import type { Asking } from '@echo/run/node';
import { misuse, similar } from 'echo-rl/commands';

/** The name of the method that has the reading and the order of a model, which a flag may override. */
export function usualMethod({ format, reading }: Pick<Asking, 'format' | 'reading'>): string {
  if (reading === 'expectation') return 'confidence-expectation';
  return format.order === 'answer-first' ? 'stated-after' : 'stated-before';
}

/** The elicitation methods of these names, with commas between, or all; another name is misuse. */
export function methodsOf(names: string): readonly ElicitationMethod[] {
  const known = allMethods();
  if (names.trim() === 'all') return known;
  return [...new Set(names.split(',').map((name) => name.trim()))].map((name) => {
    const found = known.find((method) => method.name === name);
    if (found) return found;
    const all = known.map((method) => method.name);
    const meant = similar(name, all);
    return misuse(
      `there is no method ${name || '""'}; choose among ${all.join(', ')}, or all.${meant ? ` Did you mean ${meant}?` : ''}`,
    );
  });
}
