import type { ThemeName } from '@echo/plots';
import { useEffect, useState } from 'preact/hooks';
import type { PageStore, ThemeChoice } from '../store/state.js';
import { useStore } from '../store/store.js';

const KEY = 'echo-theme';
const dark = () => matchMedia('(prefers-color-scheme: dark)');

/** The choice of an earlier visit; that of the system where there is none or nothing is kept. */
export function keptTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

/** Shows the page in a theme and keeps the choice. */
export function chooseTheme(store: PageStore, theme: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Where nothing may be kept the choice holds until the page is left.
  }
  store.update((state) => ({ ...state, theme }));
}

/** The theme that is shown: the chosen one, or the system's as it changes. */
export function useTheme(store: PageStore): ThemeName {
  const choice = useStore(store, ({ theme }) => theme);
  const [system, setSystem] = useState(dark().matches);
  useEffect(() => {
    const query = dark();
    const look = () => setSystem(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return choice === 'system' ? (system ? 'dark' : 'light') : choice;
}
