import type { ServeArguments } from './serve-options.js';

/**
 * Serves the environment until the process is asked to end; the address is the first line on stdout.
 *
 * The server itself is loaded with the call, so that a command line may name this command cheaply.
 */
export async function serve(options: ServeArguments): Promise<void> {
  const { serveEnvironment } = await import('./serve-environment.js');
  return serveEnvironment(options);
}
