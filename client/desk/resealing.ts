// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { failureView } from "../design/failure.ts";
import { formatNames, formatNumber, formatTime } from "../design/format.ts";
import { progressView } from "../design/progress.ts";
import { ask } from "../vault.ts";
import type { DeskView, Organisation, Progress } from "../protocol/index.ts";

interface Surroundings {
  /** Called when something was kept. */
  readonly readAgain: () => Promise<void>;
  /** @returns whether the session ended with it, so that there is nothing more to say here */
  readonly endsSession: (error: unknown) => boolean;
}

function waitingText({ toReseal, threads }: DeskView): string {
  const names = formatNames([
    ...new Set(threads.flatMap(({ sealedTo, readers }) => (sealedTo === "earlier" ? readers.joining : []))),
  ]);
  if (names === "") {
    return toReseal === 1
      ? msg("1 signaal is nog afgesloten met de vorige sleutel van uw team.")
      : msg(str`${formatNumber(toReseal)} signalen zijn nog afgesloten met de vorige sleutel van uw team.`);
  }
  return toReseal === 1
    ? msg(str`1 signaal is nog niet open voor ${names}.`)
    : msg(str`${formatNumber(toReseal)} signalen zijn nog niet open voor ${names}.`);
}

/** Opens what an earlier key of the team opens to everybody who has the present one. */
export class Resealing implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #surroundings: Surroundings;
  #isUnderWay = false;
  #progress: Progress | null = null;
  #failure: unknown = null;
  #visibleFrom: number | null = null;

  constructor(host: ReactiveControllerHost, surroundings: Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    host.addController(this);
  }

  hostConnected(): void {
    this.forget();
  }

  forget(): void {
    this.#isUnderWay = false;
    this.#progress = this.#failure = this.#visibleFrom = null;
  }

  async #run(): Promise<void> {
    if (this.#isUnderWay) return;
    this.forget();
    this.#isUnderWay = true;
    this.#host.requestUpdate();
    try {
      const receipt = await ask("reseal", {}, (progress) => {
        this.#progress = progress;
        this.#host.requestUpdate();
      });
      this.#visibleFrom = receipt?.visibleFrom ?? null;
    } catch (error) {
      if (this.#surroundings.endsSession(error)) return;
      this.#failure = error;
    } finally {
      this.#isUnderWay = false;
      this.#host.requestUpdate();
    }
    await this.#surroundings.readAgain();
  }

  #offerView(desk: DeskView): TemplateResult {
    return html`<p><strong>${waitingText(desk)}</strong></p>
      <p>${msg("De melder merkt hier niets van. Wie het niet mag zien, kan het ook daarna niet lezen.")}</p>
      <div class="ts-actions">
        <button
          type="button"
          class="nl-button"
          aria-disabled=${this.#isUnderWay ? "true" : "false"}
          @click=${() => void this.#run()}
        >
          ${this.#isUnderWay ? msg("Bezig met openen") : msg("Open ze voor het team")}
        </button>
      </div>`;
  }

  view(desk: DeskView, { interval }: Organisation): TemplateResult | typeof nothing {
    const isDone = this.#visibleFrom !== null && desk.toReseal === 0;
    if (desk.toReseal === 0 && !isDone && !this.#isUnderWay) return nothing;
    return html`<div class="ts-desk-note">
      ${desk.toReseal > 0 || this.#isUnderWay ? this.#offerView(desk) : nothing}
      ${this.#isUnderWay ? progressView(msg("De signalen worden voor uw team geopend."), this.#progress) : nothing}
      ${this.#failure === null ? nothing : failureView(this.#failure)}
      <p role="status">
        ${isDone ? msg(str`Klaar. Uw team kan alles lezen vanaf ${formatTime(this.#visibleFrom ?? 0, interval)}.`) : nothing}
      </p>
    </div>`;
  }
}
