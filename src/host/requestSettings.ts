import { JimengError, type Provider, type ProviderId } from '../jimeng/index.ts';
import { reportFailure, type FailureActionServices } from './failureNotification.ts';
import { findSettingsFailure, readSettings, resolveProvider } from './settings/settings.ts';
import type { SettingName, Settings } from './settings/settingsSchema.ts';

/** What requests are generated with. Settings that are invalid are reported to the user. */
export class RequestSettings {
  readonly #services: FailureActionServices;

  /** @param services what the buttons of a failure need */
  constructor(services: FailureActionServices) {
    this.#services = services;
  }

  /**
   * Returns a provider as it is configured in the settings.
   * @throws JimengError of kind `noProvider` or `request`, which was shown to the user
   */
  requireProvider(id?: ProviderId): Provider {
    if (id === undefined) this.#requireValid((name) => name !== 'provider');
    try {
      return resolveProvider(id);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      const report = { failure: error.failure, provider: undefined, prompt: '' };
      throw reportFailure(report, this.#services);
    }
  }

  /**
   * Returns the settings of a request.
   * @param isReplaced whether the request has its own value in place of a setting
   * @throws JimengError of kind `request` if one that decides what is sent is invalid, which was
   * shown to the user
   */
  requireSettings(isReplaced: (name: SettingName) => boolean): Settings {
    this.#requireValid((name) => name === 'provider' || isReplaced(name));
    return readSettings().settings;
  }

  #requireValid(isReplaced: (name: SettingName) => boolean): void {
    const failure = findSettingsFailure(isReplaced);
    if (failure) throw reportFailure({ failure, provider: undefined, prompt: '' }, this.#services);
  }
}
