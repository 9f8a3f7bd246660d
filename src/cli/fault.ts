import { WrongSetting } from '../config.ts';
import { PlainFault } from '../kernel/errors.ts';

/** The server cannot take its address: in use, not this machine's, or not allowed. */
export class CannotListen extends PlainFault {
  override name = 'CannotListen';
}

/** One of several processes ended before it listened, and said itself why. */
export class CannotServe extends PlainFault {
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
  console.error(fault instanceof PlainFault ? fault.message : fault);
  process.exit(fault instanceof WrongSetting ? 2 : 1);
}
