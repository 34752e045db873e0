import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Backend } from '../backend.js';
import type { LogClient } from '../logs/log-client.js';
import { type Route, withParams } from '../store/route.js';
import { goTo, type PageStore } from '../store/state.js';
import { useStore } from '../store/store.js';

/** What every component may ask for. */
export interface PageContext {
  readonly store: PageStore;
  readonly backend: Backend;
  /** The desk of logs, in its worker; started with the first call. */
  readonly logs: () => LogClient;
}

export const Page = createContext<PageContext | null>(null);

/** What the page hands to its components. Throws where a component stands outside of it. */
export function usePage(): PageContext {
  const page = useContext(Page);
  if (page === null) throw new Error('A component stands outside the page.');
  return page;
}

/** The present route, and ways to change what it shows. */
export function useRoute(): {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** Changes some values; a text typed letter by letter replaces its step of the history. */
  readonly setParams: (
    change: Readonly<Record<string, string>>,
    options?: { readonly replace?: boolean },
  ) => void;
} {
  const { store } = usePage();
  const route = useStore(store, (state) => state.route);
  return {
    route,
    params: route.params,
    setParams: (change, options) => goTo(store, withParams(store.get().route, change), options),
  };
}
