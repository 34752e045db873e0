import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatRoute } from '../store/route.js';
import { useStore } from '../store/store.js';
import { usePage } from './context.js';
import { type Tab, tabsFor } from './tab-list.js';
import { ThemeButton } from './theme-button.js';
import { TokenField } from './token-field.js';

/** The frame of the page: the name, the tabs, and what the chosen one shows. */
export function App(): JSX.Element {
  const { store, backend } = usePage();
  const chosen = useStore(store, ({ route }) => route.tab);
  const tabs = tabsFor(backend.kind);
  const tab = tabs.find(({ name }) => name === chosen) ?? tabs[0];
  useEffect(() => {
    if (tab) document.title = `${tab.title} · ECHO`;
    // On a phone the tabs are wider than the page.
    document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        Skip to the content
      </button>
      <header class="top">
        <span class="brand">
          ECHO <span class="brand-says">calibrated confidence</span>
        </span>
        <nav aria-label="Views">
          {tabs.map(({ name, title }) => (
            <a
              key={name}
              href={formatRoute({ tab: name, params: {} })}
              {...(name === tab?.name && { 'aria-current': 'page' as const })}
            >
              {title}
            </a>
          ))}
        </nav>
        <ThemeButton />
      </header>
      <main id="content" tabIndex={-1}>
        {tab && (
          <>
            <h1>{tab.title}</h1>
            <p class="about">{tab.about}</p>
            {backend.access && <TokenField access={backend.access} />}
            <TabContent key={tab.name} tab={tab} />
          </>
        )}
      </main>
    </>
  );
}

/** The code of a tab is loaded when it is first shown. */
function TabContent({ tab }: { readonly tab: Tab }): JSX.Element {
  const [loaded, setLoaded] = useState<
    { readonly Content: ComponentType } | { readonly failed: string } | null
  >(null);
  useEffect(() => {
    tab.load().then(
      ({ default: Content }) => setLoaded({ Content }),
      (error: Error) => setLoaded({ failed: error.message }),
    );
  }, [tab]);
  if (loaded === null) return <p class="waiting">Loading…</p>;
  if ('failed' in loaded)
    return <p role="alert">This view could not be loaded ({loaded.failed}); reload the page.</p>;
  return <loaded.Content />;
}
