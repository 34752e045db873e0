import { render } from 'preact';
import { openBackend } from './backend/open-backend.js';
import { createLogClient } from './logs/log-client.js';
import { App } from './shell/app.js';
import { Page } from './shell/context.js';
import { tabsFor } from './shell/tab-list.js';
import { keptTheme } from './shell/theme.js';
import { parseRoute } from './store/route.js';
import { createPageStore } from './store/state.js';
import './styles/page.css';
import './styles/parts.css';

const backend = openBackend(__BACKEND__, location.href);
const tabs = tabsFor(backend.kind).map(({ name }) => name);
const store = createPageStore(parseRoute(location.hash, tabs), keptTheme());
const follow = () => store.update((state) => ({ ...state, route: parseRoute(location.hash, tabs) }));
addEventListener('hashchange', follow);
addEventListener('popstate', follow);

const root = document.getElementById('page');
if (root)
  render(
    <Page.Provider value={{ store, backend, logs: createLogClient() }}>
      <App />
    </Page.Provider>,
    root,
  );
