import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FolderInUse, lockFolder } from '../../src/database/lock.ts';
import { aFolder } from '../support/program.ts';

describe('the lock of a folder', () => {
  it('is held by one at a time, until it is let go', async () => {
    await using folder = await aFolder();
    const unlock = await lockFolder(folder.path);

    await expect(lockFolder(folder.path)).rejects.toThrow(FolderInUse);

    await unlock();
    const again = await lockFolder(folder.path);
    await again();
  });

  it('goes to one of many who ask at once', async () => {
    await using folder = await aFolder();

    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder.path)));

    const granted = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(granted).toHaveLength(1);
    await granted[0]?.();
  });

  it('knows a folder by whatever way leads to it', async () => {
    await using folder = await aFolder();
    await mkdir(join(folder.path, 'shop'));
    await symlink(join(folder.path, 'shop'), join(folder.path, 'link'));
    const unlock = await lockFolder(join(folder.path, 'shop'));

    await expect(lockFolder(join(folder.path, 'link'))).rejects.toThrow(FolderInUse);

    await unlock();
  });

  it('leaves other folders free, however deep they are', async () => {
    await using folder = await aFolder();
    const deep = join(folder.path, 'a-rather-long-name-for-a-folder/'.repeat(6));
    await mkdir(deep, { recursive: true });
    const unlock = await lockFolder(folder.path);

    const unlockDeep = await lockFolder(deep);

    await unlockDeep();
    await unlock();
  });
});
