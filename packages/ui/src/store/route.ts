/** Where in the page one is: a tab, and what it shows, by name. The address says the same. */
export interface Route {
  readonly tab: TabName;
  readonly params: Readonly<Record<string, string>>;
}

export const TABS = ['challenge', 'compare', 'fingerprint', 'evidence', 'evaluation', 'training'] as const;
export type TabName = (typeof TABS)[number];

const isTab = (name: string): name is TabName => (TABS as readonly string[]).includes(name);

/**
 * The route that a hash names, such as `#/evaluation?log=3f2a&sort=worst`.
 *
 * Hashes work on any host, below any prefix and from a file. An unknown tab is the first of those given.
 */
export function parseRoute(hash: string, tabs: readonly TabName[] = TABS): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const tab = isTab(path) && tabs.includes(path) ? path : (tabs[0] ?? 'evaluation');
  return { tab, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The hash of a route: what is empty is left out, and names are in order, so that a view has one address. */
export function formatRoute({ tab, params }: Route): string {
  const kept = Object.entries(params)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  return `#/${tab}${query === '' ? '' : `?${query}`}`;
}

/** The route with some of its values changed; an empty text takes a value away. */
export function withParams(route: Route, change: Readonly<Record<string, string>>): Route {
  const params = Object.entries({ ...route.params, ...change }).filter(([, value]) => value !== '');
  return { ...route, params: Object.fromEntries(params) };
}
