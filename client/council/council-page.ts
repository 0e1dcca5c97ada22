// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "../design/qr.css";
import "./cards.css";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "../case/today.ts";
import { deskSheet } from "../desk/desk-sheet.ts";
import { MemberPage } from "../desk/member-page.ts";
import { signInView, waitingView } from "../desk/sign-in-view.ts";
import { row } from "../design/sheet.ts";
import { unsentView } from "../design/unsent.ts";
import { ask, forget } from "../vault.ts";
import type { CardOrder, CouncilMember, DrawnCards, Progress } from "../protocol/index.ts";
import type { Print } from "./card-view.ts";
import { cardsView } from "./cards-view.ts";
import { drawingView, notRegisteredView, registeringView } from "./making-view.ts";
import { countOf, yearsFrom, type OrderDraft } from "./order.ts";
import { notMakerView, orderView } from "./order-view.ts";
import { partsOf } from "./sheets.ts";

type State = "signed-out" | "deriving" | "ordering" | "drawing" | "registering" | "failed" | "printing";

/** Where the works council makes cards for everybody. They live in this page and nowhere else. */
export class CouncilPage extends MemberPage {
  static override properties = {
    state: { state: true },
    member: { state: true },
    draft: { state: true },
    isTried: { state: true },
    progress: { state: true },
    cards: { state: true },
    currentPart: { state: true },
    printed: { state: true },
    leaving: { state: true },
    wereLeft: { state: true },
  };
  declare private state: State;
  declare private member: CouncilMember | null;
  declare private draft: OrderDraft;
  declare private isTried: boolean;
  declare private progress: Progress | null;
  declare private cards: DrawnCards;
  declare private currentPart: number;
  declare private printed: ReadonlySet<number>;
  /** Asked to go while not all was printed. */
  declare private leaving: "done" | "sign-out" | null;
  declare private wereLeft: boolean;

  constructor() {
    super();
    this.state = "signed-out";
    this.member = null;
    this.#empty();
  }

  #empty(): void {
    this.draft = { count: "", year: yearsFrom(today())[0], language: "nl" };
    this.isTried = false;
    this.progress = null;
    this.cards = [];
    this.currentPart = 0;
    this.printed = new Set();
    this.leaving = null;
    this.wereLeft = false;
  }

  protected override wouldLose(): boolean {
    return this.printed.size < partsOf(this.cards).length;
  }

  protected override async enter(made: () => Promise<Uint8Array>): Promise<void> {
    this.state = "deriving";
    const master = await made();
    this.member = await ask("signInCouncil", { master });
    this.state = "ordering";
  }

  protected override signedOut(error: unknown): void {
    forget();
    this.#empty();
    this.member = null;
    this.failure = error;
    this.state = "signed-out";
  }

  readonly #onOrder = (event: Event): void => {
    event.preventDefault();
    void this.once(() => this.#order());
  };

  async #order(): Promise<void> {
    const { year, language } = this.draft;
    const count = countOf(this.draft.count);
    this.isTried = true;
    if (count === null) return this.focusOn("#count");
    await this.#make({ count, year, language });
  }

  async #make(order: CardOrder): Promise<void> {
    this.failure = null;
    this.progress = null;
    this.state = "drawing";
    await this.focusHeading();
    try {
      await ask("drawCards", order, (progress) => {
        this.progress = progress;
      });
    } catch (error) {
      return this.#fail(error, "ordering");
    }
    await this.#register();
  }

  async #fail(error: unknown, state: "ordering" | "failed"): Promise<void> {
    this.failure = error;
    this.state = state;
    await this.focusOn(".ts-failure");
  }

  /** Pressed again after a failure the board gets the same. */
  async #register(): Promise<void> {
    this.failure = null;
    this.state = "registering";
    try {
      this.cards = await ask("registerCards", {});
    } catch (error) {
      return this.#fail(error, "failed");
    }
    this.currentPart = 0;
    this.printed = new Set();
    this.state = "printing";
    await this.focusHeading();
  }

  async #print(part: number): Promise<void> {
    this.currentPart = part;
    await this.updateComplete;
    window.print();
    this.printed = new Set([...this.printed, part]);
  }

  async #leaveOrAsk(leaving: "done" | "sign-out"): Promise<void> {
    if (!this.wouldLose()) return this.#leave(leaving);
    this.leaving = leaving;
    await this.focusOn("#leaving");
  }

  async #stay(): Promise<void> {
    this.leaving = null;
    await this.focusHeading();
  }

  async #leave(leaving: "done" | "sign-out"): Promise<void> {
    const hadCards = this.cards.length > 0;
    this.#empty();
    this.failure = null;
    if (leaving === "sign-out")
      this.signedOut(
        await ask("signOutCouncil", {}).then(
          () => null,
          (error: unknown) => error,
        ),
      );
    else this.state = "ordering";
    this.wereLeft = hadCards;
    await this.focusHeading();
  }

  readonly #onSignOut = (): void => void this.once(() => this.#leaveOrAsk("sign-out"));

  #leavingView(leaving: "done" | "sign-out"): TemplateResult {
    return html`<div class="ts-noprint">
      ${row(
        "",
        unsentView(
          msg("Nog niet alle kaarten gingen naar de printer"),
          msg("Als u weggaat, zijn ze hier weg. Wat al geprint is, blijft geldig."),
          {
            label: msg("Toch weggaan"),
            onStay: () => void this.#stay(),
            onLeave: () => void this.#leave(leaving),
          },
        ),
      )}
    </div>`;
  }

  #printOf(member: CouncilMember): Print {
    const { year, language } = this.draft;
    return { address: member.submitter.replace(/^https?:\/\//, ""), year, language };
  }

  #signedOutView(): TemplateResult {
    const isWaiting = this.state === "deriving";
    const lead = this.wereLeft
      ? msg("U bent uitgelogd. De kaarten zijn weg van dit apparaat. Wat u printte, blijft geldig.")
      : msg("Voor wie namens de ondernemingsraad kaarten maakt. Met de zes woorden die u bij uw start kreeg.");
    const { failure, demo: isDemo } = this;
    const signIn = {
      margin: msg("Ondernemingsraad"),
      lead,
      failure,
      isDemo,
      onSubmit: this.onSignIn,
      onPasskey: this.hasPasskeys ? this.onPasskey : null,
    };
    // The words stay in their field while one waits: whoever mistyped one sees which.
    return html`${isWaiting ? waitingView(msg("Ondernemingsraad"), true, null) : nothing}
      <div ?hidden=${isWaiting}>${signInView(signIn)}</div>`;
  }

  #orderView(member: CouncilMember): TemplateResult {
    if (!member.makesCards) return notMakerView(member);
    return orderView({
      draft: this.draft,
      years: yearsFrom(today()),
      isTried: this.isTried,
      wereLeft: this.wereLeft,
      failure: this.failure,
      onDraft: (change) => {
        this.draft = { ...this.draft, ...change };
      },
      onOrder: this.#onOrder,
    });
  }

  #cardsView(member: CouncilMember): TemplateResult {
    const { leaving, cards, currentPart: part, printed } = this;
    return html`${leaving === null ? nothing : this.#leavingView(leaving)}
    ${cardsView({
      cards,
      print: this.#printOf(member),
      part,
      printed,
      onPrint: (chosen) => void this.#print(chosen),
      onDone: () => void this.#leaveOrAsk("done"),
    })}`;
  }

  #content(): TemplateResult {
    const { state, member } = this;
    if (member === null) return this.#signedOutView();
    switch (state) {
      case "drawing":
        return drawingView(this.progress);
      case "registering":
        return registeringView();
      case "failed":
        return notRegisteredView(
          this.failure,
          () => void this.once(() => this.#register()),
          () => void this.#leave("done"),
        );
      case "printing":
        return this.#cardsView(member);
      case "signed-out":
      case "deriving":
      case "ordering":
        return this.#orderView(member);
    }
  }

  protected override updated(): void {
    document.title = msg("Kaarten");
  }

  protected override render(): TemplateResult {
    const { state, member, demo } = this;
    return deskSheet({
      margin: member?.organisation ?? "",
      name: member?.name ?? null,
      isOpen: member !== null && state !== "drawing" && state !== "registering",
      isDemo: demo,
      onSignOut: this.#onSignOut,
      content: html`<main id="inhoud" tabindex="-1">${this.#content()}</main>`,
    });
  }
}

customElements.define("ts-council", CouncilPage);
