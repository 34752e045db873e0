import type { ReplyFormat } from '@echo/tasks';
import type { ServerOptions } from '../server-options.js';
import type { ServeArguments } from './serve-options.js';

/** What a command line hands to the server besides its flags. */
export interface ServeExtras extends Pick<ServerOptions, 'completers' | 'page' | 'trainer'> {
  /** The format of replies that prompts ask for, in place of the flag's order. */
  readonly format?: ReplyFormat;
}

/**
 * Serves the environment until the process is asked to end; the address is the first line on stdout.
 *
 * The server itself is loaded with the call, so that a command line may name this command cheaply.
 */
export async function serve(options: ServeArguments, extras: ServeExtras = {}): Promise<void> {
  const { serveEnvironment } = await import('./serve-environment.js');
  return serveEnvironment(options, extras);
}
