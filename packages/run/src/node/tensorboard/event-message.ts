import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** What a step adds to an event file. */
export interface ScalarsEvent {
  readonly step: number;
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly scalars: Readonly<Record<string, number>>;
}

/** The numbers of the fields in tensorboard/compat/proto/{event,summary}.proto. */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const SUMMARY = { value: 1 } as const;
const VALUE = { tag: 1, simpleValue: 2 } as const;

/** The message `Event` that an event file begins with. */
export function versionMessage(wallTime: number): Uint8Array {
  return new BinaryWriter()
    .tag(EVENT.wallTime, WireType.Bit64)
    .double(wallTime)
    .tag(EVENT.fileVersion, WireType.LengthDelimited)
    .string('brain.Event:2')
    .finish();
}

/** The message `Event` with the scalars of a step, in single precision. */
export function scalarsMessage({ step, wallTime, scalars }: ScalarsEvent): Uint8Array {
  const writer = new BinaryWriter()
    .tag(EVENT.wallTime, WireType.Bit64)
    .double(wallTime)
    .tag(EVENT.step, WireType.Varint)
    .int64(step)
    .tag(EVENT.summary, WireType.LengthDelimited)
    .fork();
  for (const [tag, value] of Object.entries(scalars))
    writer
      .tag(SUMMARY.value, WireType.LengthDelimited)
      .fork()
      .tag(VALUE.tag, WireType.LengthDelimited)
      .string(tag)
      .tag(VALUE.simpleValue, WireType.Bit32)
      .float(value)
      .join();
  return writer.join().finish();
}

/** Step and time of a message `Event`; the step is 0 where it names none. */
export function eventTime(message: Uint8Array): Pick<ScalarsEvent, 'step' | 'wallTime'> {
  const reader = new BinaryReader(message);
  let [step, wallTime] = [0, 0];
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === EVENT.wallTime && type === WireType.Bit64) wallTime = reader.double();
    else if (field === EVENT.step && type === WireType.Varint) step = Number(reader.int64());
    else reader.skip(type, field);
  }
  return { step, wallTime };
}
