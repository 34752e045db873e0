import { InvalidArgumentError } from 'commander';
import { closest, distance } from 'fastest-levenshtein';

/** The known name that a misspelt one is likely to mean; null where none is near. */
export function similar(name: string, known: readonly string[]): string | null {
  const found = known.length === 0 ? '' : closest(name, [...known]);
  return found !== '' && distance(name, found) <= Math.max(2, found.length / 3) ? found : null;
}

/** A parser of one of these names; another is refused with the one that is likely meant. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  const parse = (text: string): T => {
    const found = names.find((name) => name === text.trim());
    if (found !== undefined) return found;
    const meant = similar(text, names);
    throw new InvalidArgumentError(
      `Expected one of ${names.join(', ')}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    );
  };
  return Object.assign(parse, { names });
}

/** The names that a parser made by `oneOf` takes; none of any other. */
export function namesOf(parser: object | undefined): readonly string[] {
  return parser && 'names' in parser ? (parser.names as readonly string[]) : [];
}

/** A parser of whole numbers of at least `least`. */
export function integerAtLeast(least: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
    return value;
  };
}

/** A share between 0 and 1, such as `.05` or `5%`. */
export function share(text: string): number {
  const percent = text.trim().endsWith('%');
  const number = Number(text.trim().replace(/%$/, '') || Number.NaN);
  const value = percent ? number / 100 : number;
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('Expected a share such as .05 or 5%.');
  return value;
}
