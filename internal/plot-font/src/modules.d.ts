declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { readonly targetFormat: 'truetype' },
  ): Promise<Uint8Array>;
}

declare module 'opentype.js' {
  interface Font {
    readonly unitsPerEm: number;
    charToGlyph(character: string): { readonly index: number; readonly advanceWidth?: number };
  }
  const opentype: { parse(font: ArrayBuffer): Font };
  export default opentype;
}
