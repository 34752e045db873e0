import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { usePage } from './context.js';
import { chooseTheme, useTheme } from './theme.js';

/** Turns the page from light to dark and back. */
export function ThemeButton(): JSX.Element {
  const { store } = usePage();
  const theme = useTheme(store);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" class="theme" onClick={() => chooseTheme(store, other)}>
      {other === 'dark' ? 'Dark' : 'Light'}
      <span class="unseen"> theme</span>
    </button>
  );
}
