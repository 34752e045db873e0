/** Becomes true at the first Ctrl-C (or SIGTERM), so that the step at hand is finished and saved; a second one ends the process at once. */
export function stopOnInterrupt(): () => boolean {
  let stopped = false;
  const stop = () => {
    if (stopped) process.exit(130);
    stopped = true;
    process.stderr.write('\nFinishing the step and saving; once more to leave at once.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => stopped;
}
