import type { ServerOptions } from '../server-options.js';
import type { ServeArguments } from './serve-options.js';

/** What a command line hands to the server besides its flags. */
export type ServeExtras = Pick<ServerOptions, 'completers' | 'page' | 'trainer'>;

/**
 * Serves the environment until the process is asked to end; the address is the first line on stdout.
 *
 * The server itself is loaded with the call, so that a command line may name this command cheaply.
 */
export async function serve(options: ServeArguments, extras: ServeExtras = {}): Promise<void> {
  const { serveEnvironment } = await import('./serve-environment.js');
  return serveEnvironment(options, extras);
}
