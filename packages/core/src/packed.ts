/** Items in batches, in their order, each as long as it fits; one that does not even fit alone stands alone. */
export function packed<T>(items: readonly T[], fits: (batch: readonly T[]) => boolean): T[][] {
  const batches: T[][] = [];
  for (const item of items) {
    const last = batches.at(-1);
    if (last && fits([...last, item])) last.push(item);
    else batches.push([item]);
  }
  return batches;
}
