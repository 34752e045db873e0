/** A name in camel case as tables and TensorBoard have it: `meanConfidence` is `mean_confidence`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
