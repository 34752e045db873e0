import { allMethods, confidenceExpectation, type ElicitationMethod } from '@echo/eval';
import type { Asking } from '@echo/run/node';
import { misuse, similar } from 'echo-rl/commands';

/** The name of the method that has the reading and the order of a model, which a flag may override. */
export function usualMethod({ format, reading, readingTemperature }: Omit<Asking, 'maxTokens'>): string {
  if (reading === 'expectation') return confidenceExpectation({ temperature: readingTemperature }).name;
  return format.order === 'answer-first' ? 'stated-after' : 'stated-before';
}

/**
 * The elicitation methods of these names, with commas between, or all; another name is misuse.
 *
 * `confidence-expectation@0.3` is the expectation at a temperature.
 */
export function methodsOf(names: string): readonly ElicitationMethod[] {
  const known = allMethods();
  if (names.trim() === 'all') return known;
  return [...new Set(names.split(',').map((name) => name.trim()))].map((name) => {
    const [, method, temperature] = /^(.+)@(.+)$/.exec(name) ?? [];
    const found =
      method === confidenceExpectation().name && Number(temperature) > 0
        ? confidenceExpectation({ temperature: Number(temperature) })
        : known.find((one) => one.name === name);
    if (found) return found;
    const all = known.map((method) => method.name);
    const meant = similar(name, all);
    return misuse(
      `there is no method ${name || '""'}; choose among ${all.join(', ')}, or all.${meant ? ` Did you mean ${meant}?` : ''}`,
    );
  });
}
