// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ask } from "../vault.ts";
import type { Progress } from "../protocol/index.ts";

interface Surroundings {
  /** Called when something was kept. */
  readonly showAgain: () => Promise<void>;
  /** @returns whether the session ended with it, so that there is nothing more to say here */
  readonly endsSession: (error: unknown) => boolean;
}

/** Opens what an earlier key of the team opens to everybody who has the present one. */
export class Resealing implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #surroundings: Surroundings;
  isUnderWay = false;
  progress: Progress | null = null;
  failure: unknown = null;
  /** Of what was sealed last, Unix milliseconds; null while nothing was. */
  visibleFrom: number | null = null;

  constructor(host: ReactiveControllerHost, surroundings: Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    host.addController(this);
  }

  hostConnected(): void {
    this.forget();
  }

  forget(): void {
    this.isUnderWay = false;
    this.progress = this.failure = this.visibleFrom = null;
  }

  async run(): Promise<void> {
    if (this.isUnderWay) return;
    this.forget();
    this.isUnderWay = true;
    this.#host.requestUpdate();
    try {
      const receipt = await ask("reseal", {}, (progress) => {
        this.progress = progress;
        this.#host.requestUpdate();
      });
      this.visibleFrom = receipt?.visibleFrom ?? null;
    } catch (error) {
      if (this.#surroundings.endsSession(error)) return;
      this.failure = error;
    } finally {
      this.isUnderWay = false;
      this.#host.requestUpdate();
    }
    await this.#surroundings.showAgain();
  }
}
