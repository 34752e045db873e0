import type { Completer } from '@echo/core';
import { HttpFault } from '../http/error-replies.js';
import type { ServerContext } from '../server-context.js';

/** The completer of a name; throws a 404 that says which there are. */
export function namedCompleter({ completers }: Pick<ServerContext, 'completers'>, name: string): Completer {
  const found = Object.hasOwn(completers, name) ? completers[name] : undefined;
  if (found) return found;
  const names = Object.keys(completers).join(', ') || 'none; name one when serving, --completer name=URL';
  throw new HttpFault(404, `There is no completer ${JSON.stringify(name)}; there are: ${names}.`);
}
