import { arch, platform } from 'node:process';
import type { Arch, Device } from './sources.js';

/** The target that can be built on a machine, or the reason why none can. */
export type Target =
  | { readonly supported: true; readonly device: Device; readonly arch: Arch }
  | { readonly supported: false; readonly reason: string };

/** The properties of a machine that decide which wheel fits; `glibc` is null with another C library. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly glibc: string | null;
}

/** The oldest glibc of the wheels, which are manylinux_2_27. */
const OLDEST_GLIBC: readonly [number, number] = [2, 27];

/** Decides whether a TensorFlow wheel fits this machine: Linux on x64 or arm64 with glibc 2.27 or newer. */
export function targetFor(device: Device, machine: Machine = thisMachine()): Target {
  if (machine.platform !== 'linux') return no(`it is built for Linux only, and this is ${machine.platform}`);
  if (machine.arch !== 'x64' && machine.arch !== 'arm64') {
    return no(`there is no TensorFlow for Linux on ${machine.arch}`);
  }
  if (device === 'gpu' && machine.arch !== 'x64') return no('with a GPU it is built for Linux on x64 only');
  if (machine.glibc === null) return no('it needs glibc, and this Linux has another C library');
  const [major = 0, minor = 0] = machine.glibc.split('.').map(Number);
  if (major < OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor < OLDEST_GLIBC[1])) {
    return no(`it needs glibc ${OLDEST_GLIBC.join('.')} or newer, and this is ${machine.glibc}`);
  }
  return { supported: true, device, arch: machine.arch };
}

function thisMachine(): Machine {
  return { platform, arch, glibc: platform === 'linux' ? glibcVersion() : null };
}

/**
 * Reads the C library's version from Node's diagnostic report, without its slow resolution of network names.
 */
function glibcVersion(): string | null {
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const header = isRecord(report) ? report.header : undefined;
  const version = isRecord(header) ? header.glibcVersionRuntime : undefined;
  return typeof version === 'string' ? version : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function no(reason: string): Target {
  return { supported: false, reason };
}
