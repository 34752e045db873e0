import { useEffect, useState } from 'preact/hooks';

/** The latest value of a call, what it was refused with, and whether a newer one is being made. */
export interface Asked<T> {
  readonly value: T | null;
  readonly error: string | null;
  readonly busy: boolean;
}

/**
 * Asks again whenever the key changes; the value before stays until the new one is there.
 *
 * A null key asks nothing. The answer to an older question is dropped.
 */
export function useAsync<T>(key: string | null, ask: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<Asked<T> & { readonly key: string | null }>({
    key: null,
    value: null,
    error: null,
    busy: false,
  });
  useEffect(() => {
    if (key === null) {
      setState({ key, value: null, error: null, busy: false });
      return;
    }
    let isCurrent = true;
    setState((before) => ({ ...before, busy: true }));
    ask().then(
      (value) => isCurrent && setState({ key, value, error: null, busy: false }),
      (error: Error) => isCurrent && setState({ key, value: null, error: error.message, busy: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return { ...state, busy: state.busy || (key !== null && state.key !== key) };
}
