// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ask } from "../vault.ts";
import type { DeskView, Organisation, Progress } from "../protocol/index.ts";

/** From then on a reading is said to be under way. */
const SLOW_MS = 500;

interface Surroundings {
  /** Milliseconds until the next one. */
  readonly wait: () => number;
  /** @returns whether the session ended with it, so that there is nothing more to say here */
  readonly endsSession: (error: unknown) => boolean;
}

/** Reads the log: when asked, and quietly after each checkpoint, whatever anybody does. What was read stays until there is something better. */
export class Reading implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #surroundings: Surroundings;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay = 0;
  desk: DeskView | null = null;
  /** As the list of keys had it at that time. */
  organisation: Organisation | null = null;
  failure: unknown = null;
  progress: Progress | null = null;
  /** It takes longer than a moment. */
  isSlow = false;
  /** Unix milliseconds. */
  last = 0;

  constructor(host: ReactiveControllerHost, surroundings: Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get isReading(): boolean {
    return this.#underWay > 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async read(): Promise<void> {
    this.progress = null;
    const desk = await ask("readDesk", {}, (progress) => {
      this.progress = progress;
      this.#host.requestUpdate();
    });
    // The Worker has it from that reading.
    this.organisation = await ask("organisation", {});
    this.desk = desk;
    this.last = Date.now();
    this.failure = null;
    this.stop();
    this.#timer = setTimeout(() => void this.readAgain(), this.#surroundings.wait());
    this.#host.requestUpdate();
  }

  /** With what was just sent. Nothing is asked for: a reading at that moment would tell whose it was. */
  async show(): Promise<void> {
    try {
      this.desk = await ask("showDesk", {});
    } catch (error) {
      if (!this.#surroundings.endsSession(error)) this.failure = error;
    }
    this.#host.requestUpdate();
  }

  async readAgain(): Promise<void> {
    this.#underWay++;
    const slow = setTimeout(() => this.#setSlow(true), SLOW_MS);
    try {
      await this.read();
    } catch (error) {
      if (!this.#surroundings.endsSession(error)) this.failure = error;
    } finally {
      clearTimeout(slow);
      this.#underWay--;
      this.#setSlow(this.isSlow && this.isReading);
    }
  }

  #setSlow(isSlow: boolean): void {
    this.isSlow = isSlow;
    this.#host.requestUpdate();
  }
}
