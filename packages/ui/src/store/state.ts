import { formatRoute, type Route } from './route.js';
import { createStore, type Store } from './store.js';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** Everything the page shows follows from this and from what its backend answers. */
export interface State {
  readonly route: Route;
  readonly theme: ThemeChoice;
}

export type PageStore = Store<State>;

/** The store of the page, at a route and in a theme. */
export const createPageStore = (route: Route, theme: ThemeChoice): PageStore =>
  createStore<State>({ route, theme });

/** Goes to a route: a step of the browser's history, or in place of the present one. */
export function goTo(store: PageStore, route: Route, { replace = false } = {}): void {
  const hash = formatRoute(route);
  if (hash !== location.hash) history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  store.update((state) => ({ ...state, route }));
}
