/// <reference types="vite/client" />

/** The backend that this build is for: `served`, `static` or `file`. */
declare const __BACKEND__: import('./backend.js').BackendKind;

/** The size of the embedded policy's files. */
declare const __POLICY_BYTES__: number;
