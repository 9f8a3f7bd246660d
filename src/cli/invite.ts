import { Command } from 'commander';
import type { Config } from '../config.ts';
import { countedReasons } from '../invitations/invitation.rules.ts';
import { sweep } from '../invitations/sweep.service.ts';
import { counted } from '../kernel/text.ts';
import { ownSetting, withShop } from '../shop.ts';

/** `clientele invite`: what the server does every minute, now. */
export function inviteCommand(config: () => Config): Command {
  return new Command('invite')
    .description(
      'Invite to surveys whoever their triggers say, as the server does every minute. issueSurveyLinks hands out the links.',
    )
    .addHelpText('after', '\nExample:\n  clientele invite')
    .action(async () => {
      const settings = config();
      const { surveys, invited, leftOut } = await withShop(settings, (database) =>
        sweep(ownSetting(database, settings.shop, 'invite')),
      );
      const reasons = countedReasons(leftOut).map(({ reason, count }) => `${count} ${reason}`);
      const told = reasons.length === 0 ? '' : `; left out: ${reasons.join(', ')}`;
      console.log(
        `${counted(surveys, 'survey')} with a trigger, ${counted(invited, 'invitation')} made${told}.`,
      );
    });
}
