CREATE TABLE "minutes" (
	"deliberation_id" uuid PRIMARY KEY NOT NULL,
	"model" jsonb NOT NULL,
	"model_hash" text NOT NULL,
	"signature" text NOT NULL,
	"file_key" text NOT NULL,
	"signed_by" uuid NOT NULL,
	"signed_as" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bundle_movement" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"bundle_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"marker_id" uuid NOT NULL,
	"scripts" integer NOT NULL,
	"signed_as" text NOT NULL,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bundle_movement_kind" CHECK ("kind" in ('handOut', 'return')),
	CONSTRAINT "bundle_movement_signed" CHECK (length(signed_as) > 0 and scripts >= 0)
);
--> statement-breakpoint
CREATE TABLE "bundle_reopening" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bundle_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "bundle_reopening_state" CHECK ("state" in ('requested', 'reopened', 'refused')),
	CONSTRAINT "bundle_reopening_two_people" CHECK (decided_by is null or decided_by <> requested_by),
	CONSTRAINT "bundle_reopening_decided" CHECK ((state = 'requested') = (decided_by is null))
);
--> statement-breakpoint
CREATE TABLE "moderation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"paper_code" text NOT NULL,
	"bundle_ids" jsonb NOT NULL,
	"shift" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "moderation_state" CHECK ("state" in ('proposed', 'applied', 'refused')),
	CONSTRAINT "moderation_two_people" CHECK (decided_by is null or decided_by <> proposed_by),
	CONSTRAINT "moderation_decided" CHECK ((state = 'proposed') = (decided_by is null))
);
--> statement-breakpoint
CREATE TABLE "publication_release" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "publication_release_kind" CHECK ("kind" in ('release', 'rollBack'))
);
--> statement-breakpoint
CREATE TABLE "regulation_draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "regulation_draft_organisation_id_code_unique" UNIQUE("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	"paper_code" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"round_id" uuid,
	CONSTRAINT "claim_state" CHECK ("state" in ('filed', 'accepted', 'rejected', 'decided'))
);
--> statement-breakpoint
CREATE TABLE "round" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"rule" jsonb NOT NULL,
	"state" text NOT NULL,
	"choices_until" timestamp (3) with time zone,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "round_sitting_id_number_unique" UNIQUE("sitting_id","number"),
	CONSTRAINT "round_number" CHECK (number >= 2),
	CONSTRAINT "round_kind" CHECK ("kind" in ('secondGroup', 'review', 'resit')),
	CONSTRAINT "round_state" CHECK ("state" in ('preparing', 'marking', 'deliberating', 'published', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "round_candidate" (
	"round_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"papers" jsonb NOT NULL,
	"compulsory" boolean NOT NULL,
	"chosen_by" uuid,
	"chosen_at" timestamp (3) with time zone,
	CONSTRAINT "round_candidate_round_id_entry_id_pk" PRIMARY KEY("round_id","entry_id")
);
--> statement-breakpoint
ALTER TABLE "deliberation" DROP CONSTRAINT "deliberation_jury_id_unique";--> statement-breakpoint
ALTER TABLE "bundle" DROP CONSTRAINT "bundle_sitting_id_paper_code_number_unique";--> statement-breakpoint
ALTER TABLE "script" DROP CONSTRAINT "script_dossier_paper_code_unique";--> statement-breakpoint
ALTER TABLE "mark_entry" DROP CONSTRAINT "mark_entry_pass";--> statement-breakpoint
ALTER TABLE "publication_draft" ALTER COLUMN "digest" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "publication_draft" ALTER COLUMN "statistics" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliberation" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD COLUMN "papers" jsonb;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "bundle" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "mark_entry" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "mark_entry" ADD COLUMN "moderation_id" uuid;--> statement-breakpoint
ALTER TABLE "script" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "script" ADD COLUMN "origin" text DEFAULT 'sitting' NOT NULL;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "file_digest" text;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "schools_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "state" text DEFAULT 'prepared' NOT NULL;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "task_id" uuid;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "failure" jsonb;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "file_digest" text;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "releases_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "schools_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_deliberation_id_deliberation_id_fk" FOREIGN KEY ("deliberation_id") REFERENCES "public"."deliberation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_signed_by_user_account_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_movement" ADD CONSTRAINT "bundle_movement_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_movement" ADD CONSTRAINT "bundle_movement_marker_id_user_account_id_fk" FOREIGN KEY ("marker_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_movement" ADD CONSTRAINT "bundle_movement_recorded_by_user_account_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_reopening" ADD CONSTRAINT "bundle_reopening_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_reopening" ADD CONSTRAINT "bundle_reopening_requested_by_user_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_reopening" ADD CONSTRAINT "bundle_reopening_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation" ADD CONSTRAINT "moderation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation" ADD CONSTRAINT "moderation_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation" ADD CONSTRAINT "moderation_proposed_by_user_account_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation" ADD CONSTRAINT "moderation_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_release" ADD CONSTRAINT "publication_release_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_release" ADD CONSTRAINT "publication_release_publication_id_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regulation_draft" ADD CONSTRAINT "regulation_draft_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regulation_draft" ADD CONSTRAINT "regulation_draft_updated_by_user_account_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_publication_id_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_filed_by_user_account_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_answered_by_user_account_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_opened_by_user_account_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_candidate" ADD CONSTRAINT "round_candidate_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_candidate" ADD CONSTRAINT "round_candidate_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_candidate" ADD CONSTRAINT "round_candidate_chosen_by_user_account_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bundle_movement_bundle_id_index" ON "bundle_movement" USING btree ("bundle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bundle_reopening_one_open" ON "bundle_reopening" USING btree ("bundle_id") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "moderation_sitting_id_paper_code_index" ON "moderation" USING btree ("sitting_id","paper_code");--> statement-breakpoint
CREATE INDEX "publication_release_sitting_id_id_index" ON "publication_release" USING btree ("sitting_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_one_a_paper" ON "claim" USING btree ("entry_id","paper_code");--> statement-breakpoint
CREATE INDEX "claim_sitting_id_state_index" ON "claim" USING btree ("sitting_id","state");--> statement-breakpoint
CREATE INDEX "round_candidate_entry_id_index" ON "round_candidate" USING btree ("entry_id");--> statement-breakpoint
ALTER TABLE "mark_entry" ADD CONSTRAINT "mark_entry_moderation_id_moderation_id_fk" FOREIGN KEY ("moderation_id") REFERENCES "public"."moderation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_confirmed_by_user_account_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_jury_id_round_unique" UNIQUE("jury_id","round");--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_sitting_id_round_paper_code_number_unique" UNIQUE("sitting_id","round","paper_code","number");--> statement-breakpoint
ALTER TABLE "script" ADD CONSTRAINT "script_dossier_paper_code_round_origin_unique" UNIQUE("dossier","paper_code","round","origin");--> statement-breakpoint
ALTER TABLE "jury_decision" ADD CONSTRAINT "jury_decision_void" CHECK ((kind = 'void') = (papers is not null));--> statement-breakpoint
ALTER TABLE "mark_entry" ADD CONSTRAINT "mark_entry_pass" CHECK (pass between 1 and 4 and (pass = 4) = (moderation_id is not null));--> statement-breakpoint
ALTER TABLE "script" ADD CONSTRAINT "script_origin" CHECK ("origin" in ('sitting', 'review', 'resit'));--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_state" CHECK ("state" in ('building', 'prepared', 'refused', 'confirmed', 'released', 'putAside'));--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_two_people" CHECK (confirmed_by is null or confirmed_by <> prepared_by);