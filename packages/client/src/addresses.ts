/** The address of the socket `/ws` of a server, from `http://`, `ws://` or a bare host. */
export function socketUrl(url: string): string {
  const address = /^\w+:\/\//.test(url) ? url : `ws://${url}`;
  return `${address.replace(/^http/, 'ws').replace(/\/+$/, '')}/ws`;
}

/** The address of a server's routes, from `http://`, `ws://` or a bare host. */
export function httpUrl(url: string): string {
  const address = /^\w+:\/\//.test(url) ? url : `http://${url}`;
  return address.replace(/^ws/, 'http').replace(/\/+$/, '');
}
