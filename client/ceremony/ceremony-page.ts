// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import "../design/design.ts";
import "../keys/keys.css";
import "./ceremony.css";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { deskSheet } from "../desk/desk-sheet.ts";
import { signInView, waitingView } from "../desk/sign-in-view.ts";
import { saveFile } from "../design/save.ts";
import { row } from "../design/sheet.ts";
import { unsentView } from "../design/unsent.ts";
import { ask, VaultError } from "../vault.ts";
import { notCompared } from "./compared.ts";
import type { Edit } from "./edits.ts";
import type * as Forms from "./forms.ts";
import type { InviteForm } from "./invite-form.ts";
import { kindOfIdentifier } from "./names.ts";
import { signerTitle } from "../design/signer.ts";
import { screenView, type Deeds, type Shown } from "./screen-view.ts";
import type { CeremonyView, DraftView, ShownInvitation } from "./shown.ts";
import { OVERVIEW, SignerScreens } from "./signer-screens.ts";
import type { SubjectForm } from "./subject-form.ts";
import type { Subject } from "./subject.ts";
import { SIGNER_ROLES } from "./signers.ts";

/** Signing needs none of them: they come once somebody is in. */
async function fetchForms(): Promise<typeof Forms> {
  try {
    return await import("./forms.ts");
  } catch {
    throw new VaultError({ code: "offline", detail: "a part of the page could not be fetched" });
  }
}

/** Where officer, council and spare found an organisation's list and change it, each at their own computer. */
export class CeremonyPage extends SignerScreens {
  #openForm(subject: Subject): void {
    const { view, draft } = this.changing;
    if (view === null || draft === null) return;
    const onChange = (): void => this.requestUpdate();
    this.work(async () => {
      const { formFor } = await fetchForms();
      await this.go({ at: "form", form: formFor(subject, { view, draft, onChange }) });
    });
  }

  /** @param into the group that somebody comes into, if that is why */
  #openInvite(into: string | null): void {
    const { view, draft } = this.changing;
    if (view === null || draft === null) return;
    const offers = view.invitations.flatMap(({ offer }) => offer ?? []);
    const planned = offers.flatMap(({ groups }) =>
      groups.map(({ id, name }) => ({ kind: kindOfIdentifier(id), id, name })),
    );
    const basis = {
      view,
      draft,
      planned: planned.filter(({ id }, i) => planned.findIndex((each) => each.id === id) === i),
      takenIds: offers.map(({ id }) => id),
      into,
      onChange: () => this.requestUpdate(),
    };
    this.work(async () => {
      const forms = await fetchForms();
      await this.go({ at: "invite", form: new forms.InviteForm(basis) });
    });
  }

  #want(edit: Edit): void {
    this.work(async () => {
      await this.changing.want(edit);
      // What else belongs to it, and who is to be asked, is said there.
      if (edit.what === "leave" || edit.what === "rotate") return this.go({ at: "draft" });
      await this.go(OVERVIEW);
      this.news = { news: "kept" };
    });
  }

  #onFormSubmit(event: Event, form: SubjectForm): void {
    event.preventDefault();
    const finished = form.finish();
    if ("problem" in finished) void this.focusOn(`#${CSS.escape(finished.problem)}`);
    else if ("edit" in finished) this.#want(finished.edit);
    else if ("inviteFor" in finished) this.#openInvite(finished.inviteFor);
    else this.#addTokenKey(finished.tokenKey, finished.keys);
  }

  #addTokenKey(document: string, keys: readonly string[]): void {
    this.work(async () => {
      await this.changing.addTokenKey(document, keys);
      await this.go(OVERVIEW);
      this.news = { news: "kept" };
    });
  }

  #onInviteSubmit(event: Event, form: InviteForm): void {
    event.preventDefault();
    const plan = form.finish();
    if (typeof plan === "string") {
      void this.focusOn(`#${CSS.escape(plan)}`);
      return;
    }
    this.work(async () => {
      const made = await ask("invite", { plan });
      form.isDirty = false;
      await this.changing.show(await ask("readCeremony", {}));
      await this.go({ at: "words", made, name: plan.name, until: plan.until });
    });
  }

  #onWords(hash: string): void {
    const invitation = this.changing.view?.invitations.find((each) => each.hash === hash);
    this.work(async () => {
      const made = await ask("invitationWords", { hash });
      await this.go({ at: "words", made, name: invitation?.offer?.name ?? "", until: invitation?.until ?? "" });
    });
  }

  #onTake({ hash, offer }: ShownInvitation): void {
    const role = offer?.kind === "signer" ? SIGNER_ROLES.find((known) => known === offer.id) : undefined;
    const edit: Edit =
      role === undefined ? { what: "join", invitation: hash } : { what: "signer", role, invitation: hash };
    this.#want(edit);
  }

  async #askWithdraw(invitation: ShownInvitation | null): Promise<void> {
    this.withdrawing = invitation;
    if (invitation === null) await this.focusHeading();
    else await this.focusOn("#withdrawing");
  }

  #withdraw({ hash }: ShownInvitation): void {
    this.work(async () => {
      await this.changing.withdraw(hash);
      this.withdrawing = null;
      await this.focusHeading();
    });
  }

  #onExport(): void {
    this.work(async () => {
      const document = await ask("exportDirectory", {});
      saveFile(document, `tegenspraak-${(this.changing.view?.index ?? 0) + 1}.txt`);
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
    this.work(async () => {
      await this.changing.propose();
      await this.go({ at: "signed", done: "proposed" });
    });
  }

  #onSign(view: CeremonyView, id: string): void {
    const proposal = view.proposals.find((each) => each.id === id);
    if (proposal === undefined || this.#lacksComparing(proposal.changes, view)) return;
    this.work(async () => {
      const lost = await this.changing.sign(id);
      await this.go({ at: "signed", done: "published" });
      // For the overview, where one goes from here.
      if (lost.length > 0) this.news = { news: "changed", lost };
    });
  }

  #onCompare(place: number, isCompared: boolean): void {
    const others = [...this.compared].filter((each) => each !== place);
    this.compared = new Set(isCompared ? [...others, place] : others);
  }

  #leavingView(leaving: "back" | "sign-out"): TemplateResult {
    return row(
      "",
      unsentView(msg("Wat u wilde veranderen, is nog niet voorgelegd"), msg("Als u weggaat, is het hier weg."), {
        label: msg("Toch weggaan"),
        onStay: () => void this.stay(),
        onLeave: () => void this.leave(leaving),
      }),
    );
  }

  #signedOutView(): TemplateResult {
    const { failure, demo: isDemo, isDeriving } = this;
    const margin = msg("Tekenen");
    const lead = msg(
      "Voor de integriteitsfunctionaris, de ondernemingsraad en wie de reservesleutel bewaart. Met de zes woorden van wie tekent.",
    );
    const signIn = {
      margin,
      lead,
      failure,
      isDemo,
      onSubmit: this.onSignIn,
      onPasskey: this.hasPasskeys ? this.onPasskey : null,
    };
    // The words stay in their field while one waits: whoever mistyped one sees which.
    return html`${isDeriving ? waitingView(margin, true, null) : nothing}
      <div ?hidden=${isDeriving}>${signInView(signIn)}</div>`;
  }

  #discard(): void {
    this.work(async () => {
      await this.changing.discard();
      await this.go(OVERVIEW);
    });
  }

  readonly #deeds: Deeds = {
    read: () => this.look(),
    go: (screen) => void this.go(screen),
    back: () => this.back(),
    invite: () => this.#openInvite(null),
    open: (subject) => this.#openForm(subject),
    want: (edit) => this.#want(edit),
    submitForm: (event, form) => this.#onFormSubmit(event, form),
    submitInvite: (event, form) => this.#onInviteSubmit(event, form),
    export: () => this.#onExport(),
    showWords: (hash) => this.#onWords(hash),
    take: (invitation) => this.#onTake(invitation),
    askWithdraw: (invitation) => void this.#askWithdraw(invitation),
    withdraw: (invitation) => this.#withdraw(invitation),
    compare: (place, isCompared) => this.#onCompare(place, isCompared),
    propose: (view, draft) => this.#onPropose(view, draft),
    sign: (view, id) => this.#onSign(view, id),
    discard: () => this.#discard(),
  };

  #shown(): Omit<Shown, "view" | "draft"> {
    const { screen, news, failure, isBusy, isTried, compared, withdrawing } = this;
    return { screen, news, failure, isBusy, isTried, compared, withdrawing, deeds: this.#deeds };
  }

  protected override updated(): void {
    document.title = msg("De lijst tekenen");
  }

  protected override render(): TemplateResult {
    const { leaving, demo } = this;
    const { view, draft } = this.changing;
    const content =
      view === null || draft === null
        ? this.#signedOutView()
        : html`${leaving === null ? nothing : this.#leavingView(leaving)}${screenView({ ...this.#shown(), view, draft })}`;
    return deskSheet({
      margin: view?.statement.organisation ?? "",
      name: view === null ? null : signerTitle(view.role),
      isOpen: view !== null,
      isDemo: demo,
      onSignOut: this.onSignOut,
      content: html`<main id="inhoud" tabindex="-1">${content}</main>`,
    });
  }
}

customElements.define("ts-ceremony", CeremonyPage);
