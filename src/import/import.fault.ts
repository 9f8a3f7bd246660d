/**
 * What stops a whole import, in one sentence for the person at the terminal: no file, a broken file, a
 * wrong mapping.
 */
export class ImportFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportFault';
  }
}

/** The system's answer to opening a file, as a sentence. */
export function fileFault(path: string, cause: unknown): ImportFault {
  const meaning = meanings.get(codeOf(cause)) ?? `cannot be opened: ${messageOf(cause)}.`;
  return new ImportFault(`${path} ${meaning}`, { cause });
}

/** `ENOENT`, `Z_BUF_ERROR`; '' when there is none. */
export function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

export function messageOf(cause: unknown): string {
  const isTold = typeof cause === 'object' && cause !== null && 'message' in cause;
  return isTold ? String(cause.message) : String(cause);
}

const meanings = new Map([
  ['ENOENT', 'does not exist.'],
  ['ENOTDIR', 'does not exist: a part of its path is a file.'],
  ['EISDIR', 'is a folder; a file is needed.'],
  ['EACCES', 'cannot be opened: permission denied.'],
  ['EPERM', 'cannot be opened: permission denied.'],
]);
