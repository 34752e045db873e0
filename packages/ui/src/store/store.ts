import { useEffect, useState } from 'preact/hooks';

/** One value that changes, and those who want to know. */
export interface Store<State> {
  get(): State;
  /** Replaces the state by what the function makes of it, and tells everybody if it is another. */
  update(change: (state: State) => State): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** A store that begins with this state. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Part of a store's state; the component renders again when that part is another. */
export function useStore<State, Part>(store: Store<State>, part: (state: State) => Part): Part {
  const [, renderAgain] = useState({});
  const now = part(store.get());
  useEffect(() => {
    let seen = now;
    const look = () => {
      const next = part(store.get());
      if (Object.is(seen, next)) return;
      seen = next;
      renderAgain({});
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return now;
}
