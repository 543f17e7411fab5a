import { requireAdminister } from './access.ts';
import { settingsProblem } from './capture-controller.schema.ts';
import { method } from './method.ts';
import { checkSettings } from './settings-check.ts';
import { listOf } from './types.ts';

/** The methods of the Apex class SettingsController, under their names. */
export const settingsController = {
  checkSettings: method({
    parameters: {},
    returns: listOf(settingsProblem),
    run: (transaction) => {
      requireAdminister(transaction.user);
      return checkSettings(transaction);
    },
  }),
};
