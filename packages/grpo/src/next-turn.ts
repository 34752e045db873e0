/**
 * Lets the event loop turn once, so that signals, messages and timers are handled between two pieces of work
 * that block it.
 *
 * Works in Node.js, browsers and their workers.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
