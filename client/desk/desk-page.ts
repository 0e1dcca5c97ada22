// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "./queue.css";
import "./case.css";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { failureOf } from "../design/failure.ts";
import { unsentView } from "../design/unsent.ts";
import type { Texts } from "../locales/locale.ts";
import { ask, endSlots, forget, keepSlots } from "../vault.ts";
import type { DeskThread, DeskView, Member, Organisation } from "../protocol/index.ts";
import { calendarOf } from "./deadline.ts";
import { nextLook, type What } from "./deed.ts";
import { deskSheet } from "./desk-sheet.ts";
import { Letters } from "./letters.ts";
import { MemberPage } from "./member-page.ts";
import type { OpenCase } from "./open-case.ts";
import type { Given } from "./outgoing.ts";
import { fetchPane } from "./pane-part.ts";
import type { PanePart } from "./pane.ts";
import { EVERYTHING, type Picked } from "./picking.ts";
import { focusInQueue, queueView } from "./queue-view.ts";
import { Reading } from "./reading.ts";
import { Resealing } from "./resealing.ts";
import { signInView, waitingView } from "./sign-in-view.ts";
import { Writing } from "./writing.ts";

type State = "signed-out" | "deriving" | "reading" | "open";

/** Where the focus goes once something was sent from a form that is folded in. */
const FOLDS = ["route-now", "paraphrase-now"];

const deskTexts: Texts = () => import("../locales/desk/en.ts");

/** The confidential advisors' desk: a queue, and the case that is open. */
export class DeskPage extends MemberPage {
  static override properties = {
    state: { state: true },
    member: { state: true },
    chosen: { state: true },
    isLeaving: { state: true },
    picked: { state: true },
  };
  declare private state: State;
  /** Who is signed in, or was until the session ended. */
  declare private member: Member | null;
  declare private chosen: string | null;
  /** Asked to sign out while something typed was not sent. */
  declare private isLeaving: boolean;
  declare private picked: Picked;
  #pane: PanePart | undefined;
  readonly #reading: Reading = new Reading(this, {
    wait: () => {
      this.#writing.settle();
      return nextLook(this.#reading.organisation?.interval ?? 3600, Date.now());
    },
    endsSession: (error) => this.#endsSession(error),
  });
  readonly #writing: Writing = new Writing(this, {
    showAgain: () => this.#reading.show(),
    endsSession: (error) => this.#endsSession(error),
  });
  readonly #letters: Letters = new Letters(this, {
    chosen: () => this.chosen,
    onChoose: (thread) => void this.#choose(thread),
    onList: () => (this.chosen = null),
  });
  readonly #resealing: Resealing = new Resealing(this, {
    showAgain: () => this.#reading.show(),
    endsSession: (error) => this.#endsSession(error),
  });

  constructor() {
    super();
    this.state = "signed-out";
    this.member = null;
    this.chosen = null;
    this.isLeaving = false;
    this.picked = EVERYTHING;
  }

  protected override texts(): Texts {
    return deskTexts;
  }

  protected override wouldLose(): boolean {
    return this.#writing.hasText();
  }

  protected override async enter(made: () => Promise<Uint8Array>): Promise<void> {
    this.state = "deriving";
    keepSlots();
    const [master, part] = await Promise.all([made(), fetchPane()]);
    this.#pane = part;
    this.#welcome(await ask("signIn", { master }));
    this.state = "reading";
    await this.#reading.read();
    this.state = "open";
  }

  /** What one member was typing is nobody else's, whoever signs in next on this page. */
  #welcome(member: Member): void {
    const isSame = this.member?.name === member.name && this.member.team.id === member.team.id;
    if (!isSame) this.#empty();
    this.member = member;
  }

  #empty(): void {
    this.#writing.forget();
    this.#reading.desk = null;
    this.chosen = null;
    this.member = null;
    this.picked = EVERYTHING;
  }

  protected override signedOut(error: unknown): void {
    this.#reading.stop();
    this.#reading.failure = null;
    this.#resealing.forget();
    this.#writing.endSession();
    forget();
    endSlots();
    this.state = "signed-out";
    this.failure = error;
  }

  async #askToSignOut(): Promise<void> {
    if (!this.#writing.hasText()) return this.#signOut();
    this.isLeaving = true;
    await this.focusOn("#leaving");
  }

  async #stay(): Promise<void> {
    this.isLeaving = false;
    await this.focusHeading();
  }

  async #signOut(): Promise<void> {
    this.isLeaving = false;
    // The keys are gone from here in any case; that the board still knows the session is said.
    const failure = await ask("signOut", {}).catch((error: unknown) => error);
    this.#empty();
    this.signedOut(failure);
    await this.focusHeading();
  }

  /** What was under way when a session ended has nothing more to say. */
  #endsSession(error: unknown): boolean {
    if (this.state !== "open") return true;
    if (failureOf(error).code !== "signed_out") return false;
    this.signedOut(error);
    void this.focusOn(".ts-failure");
    return true;
  }

  readonly #onLook = (): void => {
    if (!this.#reading.isReading) void this.#reading.readAgain();
  };

  async #choose(thread: string): Promise<void> {
    if (thread !== this.chosen) this.#writing.open(thread);
    this.chosen = thread;
    await this.focusHeading();
  }

  /** To the case's place in the queue; on a phone that is another screen. */
  async #back(thread: string): Promise<void> {
    if (focusInQueue(this, thread)) return;
    this.chosen = null;
    await this.updateComplete;
    // Where the list leaves it out, to what leaves it out.
    if (!focusInQueue(this, thread)) await this.focusOn("#find");
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || this.chosen === null) return;
    event.preventDefault();
    void this.#back(this.chosen);
  };

  async #do(thread: DeskThread, what: What, given?: Given): Promise<void> {
    const place = await this.#writing.perform(thread, what, given);
    if (place === null || this.chosen !== thread.id) return;
    // What was sent from a form that folds away needs it no more.
    if (FOLDS.includes(place)) this.querySelector(`section:has(#${place}) > details`)?.removeAttribute("open");
    await this.focusOn(`#${place}`);
  }

  /** As the list of keys has them since the last look. */
  #memberNow(): Member | null {
    return this.#reading.desk?.member ?? this.member;
  }

  #openCase(thread: DeskThread, member: Member, organisation: Organisation): OpenCase {
    const writing = this.#writing;
    return {
      thread,
      member,
      organisation,
      calendar: calendarOf(organisation),
      draft: writing.draftOf(thread.id),
      deedOf: (what) => writing.deedOf(thread.id, what),
      tried: writing.tried,
      room: writing.room,
      wasCleaned: writing.wasCleaned,
      onDraft: (change, wasCleaned) => writing.type(thread.id, change, wasCleaned),
      onDo: (what, given) => void this.#do(thread, what, given),
      onBack: () => void this.#back(thread.id),
    };
  }

  #leavingView(): TemplateResult {
    return unsentView(msg("Er staat nog tekst die u niet verstuurde"), msg("Als u uitlogt, is die weg."), {
      label: msg("Weggooien en uitloggen"),
      onStay: () => void this.#stay(),
      onLeave: () => void this.#signOut(),
    });
  }

  #open(desk: DeskView, member: Member, organisation: Organisation): TemplateResult {
    const thread = desk.threads.find(({ id }) => id === this.chosen);
    const open = thread === undefined ? null : this.#openCase(thread, member, organisation);
    const { failure } = this.#reading;
    return html`<div class="ts-row ts-split ${open === null ? "" : "has-case"}" @keydown=${this.#letters.onKey}>
      ${queueView({
        desk,
        member,
        chosen: this.chosen,
        calendar: calendarOf(organisation),
        look: this.#reading,
        picked: this.picked,
        keys: this.#letters,
        onPick: (picked) => (this.picked = picked),
        onChoose: (id) => void this.#choose(id),
        onLook: this.#onLook,
      })}
      <main id="inhoud" class="ts-main ts-case-pane" tabindex="-1" @keydown=${this.#onKey}>
        ${this.isLeaving ? this.#leavingView() : nothing}
        ${this.#pane?.paneView({ desk, member, organisation, failure, resealing: this.#resealing, open })}
      </main>
    </div>`;
  }

  #content(): TemplateResult {
    const { state } = this;
    const member = this.#memberNow();
    const { desk, organisation, progress } = this.#reading;
    if (state === "open" && desk !== null && member !== null && organisation !== null) {
      return this.#open(desk, member, organisation);
    }
    const isWaiting = state !== "signed-out";
    // The words stay in their field while one waits: whoever mistyped one sees which.
    return html`<main id="inhoud" tabindex="-1">
      ${isWaiting ? waitingView(msg("Werkplek"), state === "deriving", progress) : nothing}
      <div ?hidden=${isWaiting}>
        ${signInView({
          margin: msg("Werkplek"),
          lead: msg("Voor vertrouwenspersonen. Met de zes woorden die u bij uw start kreeg."),
          failure: this.failure,
          isDemo: this.demo,
          onSubmit: this.onSignIn,
          onPasskey: this.hasPasskeys ? this.onPasskey : null,
        })}
      </div>
    </main>`;
  }

  protected override updated(): void {
    document.title = msg("Werkplek");
  }

  protected override render(): TemplateResult {
    const { state, demo } = this;
    const member = state === "reading" || state === "open" ? this.#memberNow() : null;
    return deskSheet({
      margin: member === null ? "" : msg(str`Werkplek van ${member.team.name}`),
      name: member?.name ?? null,
      isOpen: state === "open",
      isDemo: demo,
      onSignOut: () => void this.#askToSignOut(),
      content: this.#content(),
    });
  }
}

customElements.define("ts-desk", DeskPage);
