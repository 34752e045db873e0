import type { Completer } from '@echo/core';
import { InvalidArgumentError } from 'commander';

/** A completer of a flag: the name that a page asks for, which the server at the address knows, too. */
export interface NamedUrl {
  readonly name: string;
  readonly url: string;
}

/** Adds one more `name=URL` to those given before. */
export function namedUrl(text: string, before: readonly NamedUrl[] = []): readonly NamedUrl[] {
  const [, name = '', url = ''] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new InvalidArgumentError('Expected a name and an address, such as qwen=http://127.0.0.1:8000/v1.');
  if (before.some((one) => one.name === name))
    throw new InvalidArgumentError(`There are two completers ${name}.`);
  return [...before, { name, url }];
}

/** The completers of the flags by name. */
export async function openCompleters(
  named: readonly NamedUrl[],
): Promise<Readonly<Record<string, Completer>>> {
  if (named.length === 0) return {};
  const { openAICompatible } = await import('@echo/eval/openai');
  return Object.fromEntries(
    named.map(({ name, url }) => [name, openAICompatible({ model: name, baseUrl: url })]),
  );
}
