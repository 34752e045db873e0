/**
 * A text as it was written before a service cut its stop sequence off.
 *
 * Only a closing tag whose opening tag stands in the text can be told to be missing.
 */
export function restoreStop(text: string, stop: readonly string[] | undefined): string {
  for (const sequence of stop ?? []) {
    const name = /^<\/([a-z]+)>$/i.exec(sequence)?.[1];
    if (!name) continue;
    const opened = text.toLowerCase().lastIndexOf(`<${name.toLowerCase()}>`);
    if (opened >= 0 && !text.toLowerCase().includes(`</${name.toLowerCase()}`, opened))
      return text + sequence;
  }
  return text;
}
