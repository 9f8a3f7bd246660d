import type { UnitSetting } from './unit.ts';

/** Something a server does now and again, never twice at once. Several servers may come to it: it sees to that itself. */
export interface Chore {
  /** Who changes what it changes: the actor in the change log. */
  name: string;
  everySeconds: number;
  /** Whether it is done at start as well, and not only when its time has passed. */
  isAtStart?: boolean;
  /** Ends soon, with nothing half done, once it is not wanted any more. */
  run(setting: UnitSetting, isWanted: () => boolean): Promise<unknown>;
}
