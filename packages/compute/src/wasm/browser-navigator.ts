/** What a browser says of its machine; nothing in Node 20, whose types and globals know no `navigator`. */
export function browserNavigator(): { readonly hardwareConcurrency?: number } {
  return (globalThis as { readonly navigator?: { readonly hardwareConcurrency: number } }).navigator ?? {};
}
