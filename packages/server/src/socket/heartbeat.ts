import type { WebSocket } from 'ws';

export interface HeartbeatOptions {
  /** Seconds between pings. */
  readonly interval: number;
  /** Seconds of silence after which a peer is taken to be gone; a busy client may be silent for minutes. */
  readonly patience: number;
}

/** Pings sockets so that proxies keep them open, and ends those whose peer has been silent too long. */
export interface Heartbeat {
  watch(socket: WebSocket): void;
  stop(): void;
}

/** One timer for all sockets. */
export function heartbeat({ interval, patience }: HeartbeatOptions): Heartbeat {
  const heard = new Map<WebSocket, number>();
  const timer = setInterval(() => {
    const oldest = Date.now() - patience * 1000;
    for (const [socket, at] of heard) {
      if (at < oldest) socket.terminate();
      else socket.ping();
    }
  }, interval * 1000).unref();
  return {
    watch(socket) {
      const hear = () => heard.set(socket, Date.now());
      hear();
      socket.on('pong', hear).on('ping', hear).on('message', hear);
      socket.on('close', () => heard.delete(socket));
    },
    stop: () => clearInterval(timer),
  };
}
