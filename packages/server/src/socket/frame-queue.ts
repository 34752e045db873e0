import type { RawData, WebSocket } from 'ws';

/** Frames waiting on one socket, beyond which no more are read from it. */
const MAX_WAITING = 32;

/** The frames of one socket, answered one after another. */
export interface FrameQueue {
  /** Takes no more frames, and resolves once those that came are answered. */
  drain(): Promise<void>;
}

/**
 * Answers the frames of a socket strictly in order, reading no further while too many wait.
 *
 * `answer` gives the text to send, or null to send nothing; what it throws is its own to report.
 */
export function frameQueue(
  socket: WebSocket,
  answer: (data: RawData, isBinary: boolean) => Promise<string | null>,
): FrameQueue {
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  let closed = false;
  const run = async (data: RawData, isBinary: boolean): Promise<void> => {
    if (socket.readyState === socket.OPEN) {
      const text = await answer(data, isBinary);
      if (text !== null) await sent(socket, text);
    }
    waiting -= 1;
    if (waiting < MAX_WAITING / 2 && socket.isPaused) socket.resume();
  };
  socket.on('message', (data, isBinary) => {
    if (closed) return;
    waiting += 1;
    if (waiting >= MAX_WAITING) socket.pause();
    tail = tail.then(() => run(data, isBinary));
  });
  return {
    drain() {
      closed = true;
      return tail;
    },
  };
}

/** Resolves once the text is with the operating system, or the socket is gone. */
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => socket.send(text, () => resolve()));
}
