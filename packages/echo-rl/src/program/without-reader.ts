/**
 * Lets a command go on where nobody reads what it writes any more, as after `| head`.
 *
 * Without it Node.js ends the process with a stack of EPIPE.
 */
export function goOnWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
