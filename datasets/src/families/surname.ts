const PARTICLES = new Set(['van', 'von', 'da', 'de', 'di']);

/** The name by which a person is usually called: the last word, with the particle before it. */
export function surname(name: string): string {
  const words = name.split(' ');
  if (words.at(-1) === 'brothers' || words.length === 1) return name;
  const particle = words.findIndex((word) => PARTICLES.has(word));
  return words.slice(particle > 0 ? particle : -1).join(' ');
}
