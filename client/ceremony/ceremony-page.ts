// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "../keys/keys.css";
import "./ceremony.css";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { deskSheet } from "../desk/desk-sheet.ts";
import { MemberPage } from "../desk/member-page.ts";
import { signInView, waitingView } from "../desk/sign-in-view.ts";
import { failureOf } from "../design/failure.ts";
import { saveFile } from "../design/save.ts";
import { row } from "../design/sheet.ts";
import { unsentView } from "../design/unsent.ts";
import { ask, derive, forget } from "../vault.ts";
import { Changing, type News } from "./changing.ts";
import { notCompared } from "./compared.ts";
import type { Edit } from "./edits.ts";
import { formView } from "./form-view.ts";
import { formFor } from "./forms.ts";
import { InviteForm } from "./invite-form.ts";
import { invitationWordsView, inviteView } from "./invite-view.ts";
import { kindOfIdentifier } from "./names.ts";
import { otherRoles, overviewView } from "./overview-view.ts";
import { roleLabel, roleTitle } from "./roles.ts";
import type { CeremonyView, DraftView, InvitationWords, ShownInvitation } from "./shown.ts";
import { draftView, proposalView, signedView } from "./signing-view.ts";
import type { SubjectForm } from "./subject-form.ts";
import type { Subject } from "./subject.ts";

type Screen =
  | { readonly at: "overview" }
  | { readonly at: "form"; readonly form: SubjectForm }
  | { readonly at: "invite"; readonly form: InviteForm }
  | { readonly at: "words"; readonly made: InvitationWords; readonly name: string; readonly until: string }
  | { readonly at: "draft" }
  | { readonly at: "proposal"; readonly id: string }
  | { readonly at: "signed"; readonly done: "proposed" | "published" };

const OVERVIEW: Screen = { at: "overview" };

/** Where officer, council and spare found an organisation's list and change it, each at their own computer. */
export class CeremonyPage extends MemberPage {
  static override properties = {
    isDeriving: { state: true },
    screen: { state: true },
    news: { state: true },
    isBusy: { state: true },
    compared: { state: true },
    isTried: { state: true },
    withdrawing: { state: true },
    leaving: { state: true },
  };
  declare private isDeriving: boolean;
  declare private screen: Screen;
  declare private news: News | null;
  /** Something is being read or sent. */
  declare private isBusy: boolean;
  /** Places of the differences on the screen of which the words were compared. */
  declare private compared: ReadonlySet<number>;
  declare private isTried: boolean;
  declare private withdrawing: ShownInvitation | null;
  /** What was asked while something typed would be lost. */
  declare private leaving: "back" | "sign-out" | null;
  readonly #changing = new Changing();

  constructor() {
    super();
    this.isDeriving = false;
    this.#reset();
  }

  #reset(): void {
    this.screen = OVERVIEW;
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

  protected override wouldLose(): boolean {
    return this.#hasTyped() || this.#changing.hasWishes();
  }

  protected override async enter(words: string): Promise<void> {
    this.isDeriving = true;
    try {
      const { origin } = await ask("signersBoard", {});
      const master = await derive("derivePhrase", { text: words, origin });
      await this.#changing.show(await ask("signInSigner", { master }));
      this.#reset();
    } finally {
      this.isDeriving = false;
    }
  }

  protected override signedOut(error: unknown): void {
    forget();
    this.#reset();
    this.#changing.endSession();
    this.failure = error;
  }

  async #go(screen: Screen): Promise<void> {
    this.screen = screen;
    this.failure = null;
    this.compared = new Set();
    this.isTried = false;
    this.leaving = null;
    if (screen.at !== "overview") this.news = null;
    await this.focusHeading();
  }

  /** One thing at a time; a session that ended leads to where one signs in. */
  #work(work: () => Promise<void>): void {
    void this.once(async () => {
      this.failure = null;
      this.isBusy = true;
      try {
        await work();
      } catch (error) {
        await this.#fail(error);
      } finally {
        this.isBusy = false;
      }
    });
  }

  async #fail(error: unknown): Promise<void> {
    const { code } = failureOf(error);
    if (code === "signed_out") this.signedOut(error);
    else if (code === "directory_changed") return this.#readAgain(true);
    else this.failure = error;
    await this.focusOn(".ts-failure");
  }

  /** @param wasRefused because somebody else was first */
  async #readAgain(wasRefused = false): Promise<void> {
    const news = await this.#changing.readAgain();
    this.requestUpdate();
    if (news === null && !wasRefused) return;
    await this.#go(OVERVIEW);
    this.news = news ?? { news: "changed", lost: [] };
  }

  readonly #onRead = (): void => this.#work(() => this.#readAgain());

  #openForm(subject: Subject): void {
    const { view, draft } = this.#changing;
    if (view === null || draft === null) return;
    const form = formFor(subject, { view, draft, onChange: () => this.requestUpdate() });
    void this.#go({ at: "form", form });
  }

  #openInvite(): void {
    const { view, draft } = this.#changing;
    if (view === null || draft === null) return;
    const offers = view.invitations.flatMap(({ offer }) => offer ?? []);
    const planned = offers.flatMap(({ groups }) =>
      groups.map(({ id, name }) => ({ kind: kindOfIdentifier(id), id, name })),
    );
    const form = new InviteForm({
      view,
      draft,
      planned: planned.filter(({ id }, i) => planned.findIndex((each) => each.id === id) === i),
      takenIds: offers.map(({ id }) => id),
      onChange: () => this.requestUpdate(),
    });
    void this.#go({ at: "invite", form });
  }

  #want(edit: Edit): void {
    this.#work(async () => {
      await this.#changing.want(edit);
      await this.#go(OVERVIEW);
      this.news = { news: "kept" };
    });
  }

  #onFormSubmit(event: Event, form: SubjectForm): void {
    event.preventDefault();
    const finished = form.finish();
    if ("problem" in finished) void this.focusOn(`#${CSS.escape(finished.problem)}`);
    else this.#want(finished.edit);
  }

  #onInviteSubmit(event: Event, form: InviteForm): void {
    event.preventDefault();
    const plan = form.finish();
    if (typeof plan === "string") {
      void this.focusOn(`#${CSS.escape(plan)}`);
      return;
    }
    this.#work(async () => {
      const made = await ask("invite", { plan });
      form.isDirty = false;
      await this.#changing.show(await ask("readCeremony", {}));
      await this.#go({ at: "words", made, name: plan.name, until: plan.until });
    });
  }

  #onWords(hash: string): void {
    const invitation = this.#changing.view?.invitations.find((each) => each.hash === hash);
    this.#work(async () => {
      const made = await ask("invitationWords", { hash });
      await this.#go({ at: "words", made, name: invitation?.offer?.name ?? "", until: invitation?.until ?? "" });
    });
  }

  #onTake({ hash, offer }: ShownInvitation): void {
    const role = offer?.kind === "signer" ? offer.id : null;
    const edit: Edit =
      role === "officer" || role === "council" || role === "spare"
        ? { what: "signer", role, invitation: hash }
        : { what: "join", invitation: hash };
    this.#want(edit);
  }

  async #askWithdraw(invitation: ShownInvitation | null): Promise<void> {
    this.withdrawing = invitation;
    if (invitation === null) await this.focusHeading();
    else await this.focusOn("#withdrawing");
  }

  #withdraw({ hash }: ShownInvitation): void {
    this.#work(async () => {
      await this.#changing.withdraw(hash);
      this.withdrawing = null;
      await this.focusHeading();
    });
  }

  #onExport(): void {
    this.#work(async () => {
      const document = await ask("exportDirectory", {});
      saveFile(document, `tegenspraak-${(this.#changing.view?.index ?? 0) + 1}.txt`);
    });
  }

  /** @returns whether something was left to compare, which is pointed at */
  #lacksComparing(changes: DraftView["changes"], { role }: CeremonyView): boolean {
    const [first] = notCompared(changes, this.compared, role);
    this.isTried = first !== undefined;
    if (first !== undefined) void this.focusOn(`#compared-${first}`);
    return first !== undefined;
  }

  #onPropose(view: CeremonyView, draft: DraftView): void {
    if (this.#lacksComparing(draft.changes, view)) return;
    this.#work(async () => {
      await this.#changing.propose();
      await this.#go({ at: "signed", done: "proposed" });
    });
  }

  #onSign(view: CeremonyView, id: string): void {
    const proposal = view.proposals.find((each) => each.id === id);
    if (proposal === undefined || this.#lacksComparing(proposal.changes, view)) return;
    this.#work(async () => {
      await this.#changing.sign(id);
      await this.#go({ at: "signed", done: "published" });
    });
  }

  #onCompare(place: number, isCompared: boolean): void {
    const others = [...this.compared].filter((each) => each !== place);
    this.compared = new Set(isCompared ? [...others, place] : others);
  }

  #onBack(): void {
    if (this.#hasTyped()) void this.#askLeaving("back");
    else void this.#go(OVERVIEW);
  }

  readonly #onSignOut = (): void => {
    if (this.wouldLose()) void this.#askLeaving("sign-out");
    else void this.#leave("sign-out");
  };

  async #askLeaving(leaving: "back" | "sign-out"): Promise<void> {
    this.leaving = leaving;
    await this.focusOn("#leaving");
  }

  async #leave(leaving: "back" | "sign-out"): Promise<void> {
    if (leaving === "back") return this.#go(OVERVIEW);
    this.#changing.forget();
    this.signedOut(
      await ask("signOutSigner", {}).then(
        () => null,
        (error: unknown) => error,
      ),
    );
    await this.focusHeading();
  }

  #leavingView(leaving: "back" | "sign-out"): TemplateResult {
    return row(
      "",
      unsentView(msg("Wat u wilde veranderen, is nog niet voorgelegd"), msg("Als u weggaat, is het hier weg."), {
        label: msg("Toch weggaan"),
        onStay: () => {
          this.leaving = null;
          void this.focusHeading();
        },
        onLeave: () => void this.#leave(leaving),
      }),
    );
  }

  #signedOutView(): TemplateResult {
    const { failure, demo: isDemo, isDeriving } = this;
    const margin = msg("Tekenen");
    const lead = msg(
      "Voor de integriteitsfunctionaris, de ondernemingsraad en de reserve. Met de zes woorden van wie tekent.",
    );
    const signIn = { margin, lead, failure, isDemo, onSubmit: this.onSignIn };
    // The words stay in their field while one waits: whoever mistyped one sees which.
    return html`${isDeriving ? waitingView(margin, true, null) : nothing}
      <div ?hidden=${isDeriving}>${signInView(signIn)}</div>`;
  }

  #discard(): void {
    this.#work(async () => {
      await this.#changing.discard();
      await this.#go(OVERVIEW);
    });
  }

  #signing({ role }: CeremonyView) {
    const { compared, isTried, isBusy: isSending, failure } = this;
    return {
      role,
      compared,
      isTried,
      isSending,
      failure,
      onCompare: (place: number, isCompared: boolean) => this.#onCompare(place, isCompared),
      onBack: () => this.#onBack(),
    };
  }

  #overviewView(view: CeremonyView, draft: DraftView): TemplateResult {
    const { news, failure, isBusy: isReading, withdrawing } = this;
    return overviewView({
      view,
      draft,
      news,
      failure,
      isReading,
      withdrawing,
      onRead: this.#onRead,
      onProposal: (id) => void this.#go({ at: "proposal", id }),
      onDraft: () => void this.#go({ at: "draft" }),
      onInvite: () => this.#openInvite(),
      onOpen: (subject) => this.#openForm(subject),
      onExport: () => this.#onExport(),
      onWords: (hash) => this.#onWords(hash),
      onTake: (invitation) => this.#onTake(invitation),
      onAskWithdraw: (invitation) => void this.#askWithdraw(invitation),
      onWithdraw: (invitation) => this.#withdraw(invitation),
    });
  }

  #screenView(view: CeremonyView, draft: DraftView): TemplateResult {
    const { screen, failure, isBusy } = this;
    const onBack = (): void => this.#onBack();
    switch (screen.at) {
      case "overview":
        return this.#overviewView(view, draft);
      case "form": {
        const { form } = screen;
        return formView({
          form,
          failure,
          onSubmit: (event) => this.#onFormSubmit(event, form),
          onRemove: (edit) => this.#want(edit),
          onBack,
        });
      }
      case "invite": {
        const { form } = screen;
        const onSubmit = (event: Event): void => this.#onInviteSubmit(event, form);
        return inviteView({ margin: roleLabel(view.role), form, isSending: isBusy, failure, onSubmit, onBack });
      }
      case "words":
        return invitationWordsView({
          margin: roleLabel(view.role),
          name: screen.name,
          until: screen.until,
          words: screen.made.words,
          address: `${location.host}/keys.html`,
          onPrint: () => window.print(),
          onDone: onBack,
        });
      case "draft":
        return draftView({
          ...this.#signing(view),
          draft,
          isFounding: view.index === null,
          onDiscard: () => this.#discard(),
          onSign: () => this.#onPropose(view, draft),
        });
      case "proposal": {
        const proposal = view.proposals.find(({ id }) => id === screen.id);
        if (proposal === undefined) return this.#overviewView(view, draft);
        return proposalView({ ...this.#signing(view), proposal, onSign: () => this.#onSign(view, proposal.id) });
      }
      case "signed":
        return signedView({ done: screen.done, others: otherRoles(view) }, onBack);
    }
  }

  protected override updated(): void {
    document.title = msg("De lijst tekenen");
  }

  protected override render(): TemplateResult {
    const { leaving, demo } = this;
    const { view, draft } = this.#changing;
    const content =
      view === null || draft === null
        ? this.#signedOutView()
        : html`${leaving === null ? nothing : this.#leavingView(leaving)}${this.#screenView(view, draft)}`;
    return deskSheet({
      margin: view?.statement.organisation ?? "",
      name: view === null ? null : roleTitle(view.role),
      isOpen: view !== null,
      isDemo: demo,
      onSignOut: this.#onSignOut,
      content: html`<main id="inhoud" tabindex="-1">${content}</main>`,
    });
  }
}

customElements.define("ts-ceremony", CeremonyPage);
