import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Access } from '../backend/access.js';

/** Asks for the token of the server where it wants one; what waits for it goes on by itself. */
export function TokenField({ access }: { readonly access: Access }): JSX.Element | null {
  const [state, setState] = useState(access.state);
  const [token, setToken] = useState('');
  useEffect(() => {
    const look = () => setState(access.state());
    look();
    return access.watch(look);
  }, [access]);
  if (state === 'open') return null;
  return (
    <form
      class="card token"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') access.give(token.trim());
        setToken('');
      }}
    >
      <h2>This server asks for a token</h2>
      <p>Whoever started the server knows it. It is kept until this window is closed.</p>
      {state === 'refused' && (
        <p role="alert">The server does not take this token; look whether all of it was copied.</p>
      )}
      <div class="row">
        <label class="field">
          Token
          <input
            type="password"
            autocomplete="off"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main">
          Use this token
        </button>
      </div>
    </form>
  );
}
