import type { RunSettings } from './run-state.js';

const NAMES: readonly (readonly [keyof RunSettings, string])[] = [
  ['reward', 'Reward'],
  ['seed', 'Seed'],
  ['steps', 'Number of steps'],
  ['place', 'Place'],
];

/** What differs between the settings of two runs, in words. */
export function changeBetween(other: RunSettings, shown: RunSettings): string {
  const changes = NAMES.filter(([name]) => other[name] !== shown[name]).map(
    ([name, title]) => `${title} changed: ${other[name]} → ${shown[name]}.`,
  );
  return changes.length === 0 ? 'Nothing changed: reward, seed and steps are the same.' : changes.join(' ');
}
