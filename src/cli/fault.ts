import { WrongSetting } from '../config.ts';
import { DatabaseFault } from '../database/database.ts';
import { FolderInUse } from '../database/lock.ts';
import { UnfitDocuments } from '../documents/document.rules.ts';
import { NotTheSample } from '../lifetime/sample.file.ts';
import { ReportFault } from '../report/asking.ts';
import { UnfitSegments } from '../segments/segment.file.ts';

/** The server cannot take its address: in use, not this machine's, or not allowed. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

/** One of several processes ended before it listened, and said itself why. */
export class CannotServe extends Error {
  override name = 'CannotServe';

  constructor() {
    super('A process of the server could not start.');
  }
}

/**
 * Ends the program. What its user can mend is one line: 2 for something they said wrong, 1 for the world they said it
 * in. Anything else is ours, and its stack is wanted.
 */
export function giveUp(fault: unknown): never {
  const isTheirs = fault instanceof WrongSetting;
  const isKnown =
    isTheirs ||
    [
      FolderInUse,
      DatabaseFault,
      CannotListen,
      CannotServe,
      UnfitDocuments,
      NotTheSample,
      UnfitSegments,
      ReportFault,
    ].some((kind) => fault instanceof kind);
  console.error(isKnown && fault instanceof Error ? fault.message : fault);
  process.exit(isTheirs ? 2 : 1);
}
