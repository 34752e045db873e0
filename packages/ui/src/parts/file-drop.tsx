import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Whether a whole folder is chosen. */
  readonly folder?: boolean;
  readonly button: string;
  readonly children: ComponentChildren;
}

/** A place to drop files on, with a button that chooses them. */
export function FileDrop({ onFiles, folder = false, button, children }: FileDropProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void filesOf(event.dataTransfer).then((files) => files.length > 0 && onFiles(files));
      }}
    >
      <p>{children}</p>
      <button type="button" class="main" onClick={() => input.current?.click()}>
        {button}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={button}
        {...(folder && { webkitdirectory: true })}
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) onFiles([...files]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

/** The files that were dropped, those of a folder among them. */
async function filesOf(data: DataTransfer | null): Promise<readonly File[]> {
  const entries = [...(data?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  const folders = entries.filter((entry) => entry?.isDirectory) as FileSystemDirectoryEntry[];
  const files = [...(data?.files ?? [])].filter((_, i) => !entries[i]?.isDirectory);
  const inside = await Promise.all(folders.map(filesIn));
  return [...files, ...inside.flat()];
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const entries = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
    folder.createReader().readEntries(resolve, reject),
  );
  const files = entries.filter((entry) => entry.isFile) as FileSystemFileEntry[];
  return Promise.all(
    files.map((entry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))),
  );
}
