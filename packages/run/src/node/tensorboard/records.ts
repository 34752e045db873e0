import { maskedCrc32c } from './crc32c.js';

const HEAD = 12;
const FOOT = 4;

/** A record of a TFRecord file: length (u64), its CRC, the data, and the CRC of the data, little-endian. */
export function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEAD + data.length + FOOT);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, HEAD);
  view.setUint32(HEAD + data.length, maskedCrc32c(data), true);
  return bytes;
}

/** The data of the records of a TFRecord file, up to the first that is cut short or damaged. */
export function readRecords(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at + HEAD + FOOT <= bytes.length; ) {
    if (view.getUint32(at + 8, true) !== maskedCrc32c(bytes.subarray(at, at + 8))) break;
    const end = at + HEAD + Number(view.getBigUint64(at, true));
    if (end + FOOT > bytes.length) break;
    const data = bytes.subarray(at + HEAD, end);
    if (view.getUint32(end, true) !== maskedCrc32c(data)) break;
    records.push(data);
    at = end + FOOT;
  }
  return records;
}
