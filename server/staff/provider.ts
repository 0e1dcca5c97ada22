// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from "openid-client";
import type { Person } from "./person.ts";
import type { Attempt } from "./session.ts";

const PATIENCE_SECONDS = 10;

/** The identity provider cannot be had, or what came back from it is not worth anything. `reason` is a word of the library's own. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
  readonly reason: string;

  constructor(cause: unknown) {
    super("sign-in failed", { cause });
    const { code, name } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
    this.reason = code ?? name ?? "unknown";
  }
}

async function orFail<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SignInFailed(error);
  }
}

export interface ProviderOptions {
  /** As the provider writes it; plain http on the loopback address only, which `server/config.ts` sees to. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the browser comes back. */
  readonly redirectUri: string;
}

/** OpenID Connect with the authorization code, PKCE, state and nonce. Of what the provider knows we ask who it is, and no more. */
export class SignInProvider {
  readonly #options: ProviderOptions;
  #configuration: Promise<Configuration> | undefined;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** Where the browser goes now. @throws SignInFailed */
  begin({ state, nonce, verifier }: Attempt): Promise<URL> {
    return orFail(async () =>
      buildAuthorizationUrl(await this.#discover(), {
        redirect_uri: this.#options.redirectUri,
        scope: "openid",
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      }),
    );
  }

  /**
   * Gives the code in and checks what it is worth.
   * @param search query with which the browser came back
   * @throws SignInFailed
   */
  finish(search: string, { state, nonce, verifier }: Attempt): Promise<Person> {
    return orFail(async () => {
      const configuration = await this.#discover();
      const callback = new URL(this.#options.redirectUri);
      callback.search = search;
      const tokens = await authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new TypeError("no ID token");
      return { issuer: claims.iss, subject: claims.sub };
    });
  }

  /** Asked when somebody first signs in, so that we start without the provider; again after a failure. */
  async #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const url = new URL(issuer);
    const execute = [enableNonRepudiationChecks, ...(url.protocol === "http:" ? [allowInsecureRequests] : [])];
    this.#configuration ??= discovery(url, clientId, undefined, ClientSecretBasic(clientSecret), {
      execute,
      timeout: PATIENCE_SECONDS,
    });
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw error;
    }
  }
}
