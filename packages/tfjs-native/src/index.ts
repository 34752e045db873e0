// Installing

export { type InstallOptions, type InstallResult, install } from './install/install.js';

// Loading

export { type FoundInstallation, findInstalled } from './native/find-installed.js';
export { type LoadOptions, loadNative } from './native/load-native.js';

// The loaded backend

export type {
  NativeBackend,
  NativeBinding,
  OpAttribute,
  RawOutput,
} from './native/native-backend.js';

// Errors

export { TfjsNativeError, type TfjsNativeErrorCode } from './tfjs-native-error.js';
