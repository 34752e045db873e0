/** The server's token: the one that is kept, and what is asked of the visitor. */
export interface Access {
  token(): string | null;
  /** Resolves once the visitor has given another token than the one that was refused; null for none. */
  ask(refused: string | null): Promise<void>;
  /** Whether a token is asked for, and whether one was refused before. */
  state(): AccessState;
  watch(listener: () => void): () => void;
  /** Keeps a token until the window is closed. */
  give(token: string): void;
}

export type AccessState = 'open' | 'asked' | 'refused';

const TOKEN = 'echo-token';

/** The access of this window; `storage` is that of its session. */
export function createAccess(storage: Pick<Storage, 'getItem' | 'setItem'>): Access {
  const listeners = new Set<() => void>();
  let state: AccessState = 'open';
  let waiting: (() => void)[] = [];
  const change = (next: AccessState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const token = () => storage.getItem(TOKEN);
  return {
    token,
    ask(refused) {
      // Another call may have asked and been given one meanwhile.
      if (state === 'open' && token() !== refused) return Promise.resolve();
      if (state === 'open') change(refused === null ? 'asked' : 'refused');
      return new Promise((resolve) => waiting.push(resolve));
    },
    state: () => state,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    give(given) {
      storage.setItem(TOKEN, given);
      change('open');
      const told = waiting;
      waiting = [];
      for (const resolve of told) resolve();
    },
  };
}
