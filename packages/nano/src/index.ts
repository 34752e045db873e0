// The embedded policy, from files that a page has fetched

export {
  fetchNanoFiles,
  NANO_FILES,
  type NanoFile,
  type NanoFiles,
  nanoFromFiles,
  type ReceivedBytes,
} from './nano-files.js';
