// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { PropertyDeclarations } from "lit";
import { MemberPage } from "../desk/member-page.ts";
import { failureOf } from "../design/failure.ts";
import type { Texts } from "../locales/locale.ts";
import { keysTexts } from "../locales/keys/texts.ts";
import { ask, forget } from "../vault.ts";
import { Changing, type News } from "./changing.ts";
import type { Screen } from "./screen-view.ts";
import type { ShownInvitation } from "./shown.ts";

export const OVERVIEW: Screen = { at: "overview" };

/** How a signer gets in, from one screen to another, and out. */
export abstract class SignerScreens extends MemberPage {
  static override properties: PropertyDeclarations = {
    isDeriving: { state: true },
    screen: { state: true },
    news: { state: true },
    isBusy: { state: true },
    compared: { state: true },
    isTried: { state: true },
    withdrawing: { state: true },
    leaving: { state: true },
  };
  declare protected isDeriving: boolean;
  declare protected screen: Screen;
  declare protected news: News | null;
  /** Something is being read or sent. */
  declare protected isBusy: boolean;
  /** Places of the differences on the screen of which the words were compared. */
  declare protected compared: ReadonlySet<number>;
  /** Tried to sign while words were not compared. */
  declare protected isTried: boolean;
  declare protected withdrawing: ShownInvitation | null;
  /** What was asked while something would be lost. */
  declare protected leaving: "back" | "sign-out" | null;
  protected readonly changing = new Changing();

  constructor() {
    super();
    this.isDeriving = false;
    this.screen = OVERVIEW;
    this.#reset();
  }

  /** A form in which something was typed stays, for whoever signs in again. */
  #reset(): void {
    if (!this.#hasTyped()) this.screen = OVERVIEW;
    this.news = null;
    this.isBusy = false;
    this.compared = new Set();
    this.isTried = false;
    this.withdrawing = null;
    this.leaving = null;
  }

  #hasTyped(): boolean {
    const { screen } = this;
    return (screen.at === "form" || screen.at === "invite") && screen.form.isDirty;
  }

  protected override texts(): Texts {
    return keysTexts;
  }

  protected override wouldLose(): boolean {
    return this.#hasTyped() || this.changing.hasWishes();
  }

  protected override async enter(made: () => Promise<Uint8Array>): Promise<void> {
    this.isDeriving = true;
    try {
      const master = await made();
      await this.changing.show(await ask("signInSigner", { master }));
      this.#reset();
    } finally {
      this.isDeriving = false;
    }
  }

  protected override signedOut(error: unknown): void {
    forget();
    this.#reset();
    this.changing.endSession();
    this.failure = error;
  }

  protected async go(screen: Screen): Promise<void> {
    this.screen = screen;
    this.failure = null;
    this.compared = new Set();
    this.isTried = false;
    this.leaving = null;
    if (screen.at !== "overview") this.news = null;
    await this.focusHeading();
  }

  /** While it is looked whether there is something new; whatever is pressed then waits for it and is not lost. */
  #looking: Promise<void> = Promise.resolve();

  protected look(): void {
    this.#looking = this.#run(() => this.readAgain());
  }

  /** One thing at a time: pressed twice it happens once. */
  protected work(work: () => Promise<void>): void {
    void this.#looking.then(() => this.#run(work));
  }

  /** A session that ended leads to where one signs in. */
  #run(work: () => Promise<void>): Promise<void> {
    return this.once(async () => {
      this.failure = null;
      this.isBusy = true;
      try {
        await work();
      } catch (error) {
        await this.#recover(error);
      } finally {
        this.isBusy = false;
      }
    });
  }

  async #recover(error: unknown): Promise<void> {
    if (failureOf(error).code !== "directory_changed") return this.#fail(error);
    try {
      await this.readAgain(true);
    } catch (second) {
      await this.#fail(second);
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (failureOf(error).code === "signed_out") this.signedOut(error);
    else this.failure = error;
    await this.focusOn(".ts-failure");
  }

  /** @param wasRefused because somebody else was first */
  protected async readAgain(wasRefused = false): Promise<void> {
    const news = await this.changing.readAgain();
    if (news === null && !wasRefused) return;
    await this.go(OVERVIEW);
    this.news = news ?? { news: "changed", lost: [] };
  }

  protected back(): void {
    if (this.#hasTyped()) void this.#askLeaving("back");
    else void this.go(OVERVIEW);
  }

  protected readonly onSignOut = (): void => {
    if (this.wouldLose()) void this.#askLeaving("sign-out");
    else void this.leave("sign-out");
  };

  async #askLeaving(leaving: "back" | "sign-out"): Promise<void> {
    this.leaving = leaving;
    await this.focusOn("#leaving");
  }

  protected async stay(): Promise<void> {
    this.leaving = null;
    await this.focusHeading();
  }

  protected async leave(leaving: "back" | "sign-out"): Promise<void> {
    await this.go(OVERVIEW);
    if (leaving === "back") return;
    this.changing.forget();
    this.signedOut(
      await ask("signOutSigner", {}).then(
        () => null,
        (error: unknown) => error,
      ),
    );
    await this.focusHeading();
  }
}
