// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { TemplateResult } from "lit";
import type { News } from "./changing.ts";
import type { Edit } from "./edits.ts";
import { formView } from "./form-view.ts";
import type { InviteForm } from "./invite-form.ts";
import { invitationWordsView, inviteView } from "./invite-view.ts";
import { otherRoles, overviewView } from "./overview-view.ts";
import { roleLabel } from "./role.ts";
import type { CeremonyView, DraftView, InvitationWords, ShownInvitation } from "./shown.ts";
import { draftView, proposalView, signedView } from "./signing-view.ts";
import type { SubjectForm } from "./subject-form.ts";
import type { Subject } from "./subject.ts";

export type Screen =
  | { readonly at: "overview" }
  | { readonly at: "form"; readonly form: SubjectForm }
  | { readonly at: "invite"; readonly form: InviteForm }
  | { readonly at: "words"; readonly made: InvitationWords; readonly name: string; readonly until: string }
  | { readonly at: "draft" }
  | { readonly at: "proposal"; readonly id: string }
  | { readonly at: "signed"; readonly done: "proposed" | "published" };

/** What can be done on the screens. */
export interface Deeds {
  readonly read: () => void;
  readonly go: (screen: Screen) => void;
  readonly back: () => void;
  readonly invite: () => void;
  readonly open: (subject: Subject) => void;
  readonly want: (edit: Edit) => void;
  readonly submitForm: (event: Event, form: SubjectForm) => void;
  readonly submitInvite: (event: Event, form: InviteForm) => void;
  readonly export: () => void;
  readonly showWords: (hash: string) => void;
  readonly take: (invitation: ShownInvitation) => void;
  /** Null: not after all. */
  readonly askWithdraw: (invitation: ShownInvitation | null) => void;
  readonly withdraw: (invitation: ShownInvitation) => void;
  readonly compare: (place: number, isCompared: boolean) => void;
  readonly propose: (view: CeremonyView, draft: DraftView) => void;
  readonly sign: (view: CeremonyView, id: string) => void;
  readonly discard: () => void;
}

export interface Shown {
  readonly screen: Screen;
  readonly view: CeremonyView;
  readonly draft: DraftView;
  readonly news: News | null;
  readonly failure: unknown;
  /** Something is being read or sent. */
  readonly isBusy: boolean;
  /** Tried to sign while words were not compared. */
  readonly isTried: boolean;
  readonly compared: ReadonlySet<number>;
  readonly withdrawing: ShownInvitation | null;
  readonly deeds: Deeds;
}

const signing = ({ view: { role }, compared, isTried, isBusy: isSending, failure, deeds }: Shown) => ({
  role,
  compared,
  isTried,
  isSending,
  failure,
  onCompare: deeds.compare,
  onBack: deeds.back,
});

function overview({ view, draft, news, failure, isBusy: isReading, withdrawing, deeds }: Shown): TemplateResult {
  return overviewView({
    view,
    draft,
    news,
    failure,
    isReading,
    withdrawing,
    onRead: deeds.read,
    onProposal: (id) => deeds.go({ at: "proposal", id }),
    onDraft: () => deeds.go({ at: "draft" }),
    onInvite: deeds.invite,
    onOpen: deeds.open,
    onExport: deeds.export,
    onRotate: () => deeds.want({ what: "rotate" }),
    onWords: deeds.showWords,
    onTake: deeds.take,
    onAskWithdraw: deeds.askWithdraw,
    onWithdraw: deeds.withdraw,
  });
}

function formScreen(form: SubjectForm, { failure, deeds }: Shown): TemplateResult {
  const onSubmit = (event: Event): void => deeds.submitForm(event, form);
  return formView({ form, failure, onSubmit, onRemove: deeds.want, onBack: deeds.back });
}

function inviteScreen(form: InviteForm, { view, failure, isBusy: isSending, deeds }: Shown): TemplateResult {
  const onSubmit = (event: Event): void => deeds.submitInvite(event, form);
  return inviteView({ margin: roleLabel(view.role), form, isSending, failure, onSubmit, onBack: deeds.back });
}

export function screenView(shown: Shown): TemplateResult {
  const { screen, view, draft, deeds } = shown;
  switch (screen.at) {
    case "overview":
      return overview(shown);
    case "form":
      return formScreen(screen.form, shown);
    case "invite":
      return inviteScreen(screen.form, shown);
    case "words": {
      const { name, until, made } = screen;
      const address = `${location.host}/keys.html`;
      const [onPrint, onDone] = [() => window.print(), deeds.back];
      return invitationWordsView({
        margin: roleLabel(view.role),
        name,
        until,
        words: made.words,
        address,
        onPrint,
        onDone,
      });
    }
    case "draft": {
      const isFounding = view.index === null;
      const onSign = (): void => deeds.propose(view, draft);
      return draftView({ ...signing(shown), draft, isFounding, onDiscard: deeds.discard, onSign });
    }
    case "proposal": {
      const proposal = view.proposals.find(({ id }) => id === screen.id);
      // It went while it was looked at: what there is now stands in the overview.
      if (proposal === undefined) return overview(shown);
      return proposalView({ ...signing(shown), proposal, onSign: () => deeds.sign(view, proposal.id) });
    }
    case "signed":
      return signedView({ done: screen.done, others: otherRoles(view) }, deeds.back);
  }
}
