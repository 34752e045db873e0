/** A file as pages are given it: bytes with a name. */
export type NamedBlob = Blob & { readonly name: string };

/** The bytes of a stream, which not every browser can iterate. */
export async function* bytesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
