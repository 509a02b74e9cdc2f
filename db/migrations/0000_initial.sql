CREATE SCHEMA "anonymity";
--> statement-breakpoint
CREATE TABLE "contact_code" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"contact" text NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_code_purpose" CHECK ("purpose" in ('verify', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"values" jsonb NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "message_channel" CHECK ("channel" in ('mail', 'sms'))
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"region_id" uuid,
	"school_id" uuid,
	"centre_id" uuid,
	"jury_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_grant_once" UNIQUE NULLS NOT DISTINCT("user_id","organisation_id","role","region_id","school_id","centre_id","jury_id"),
	CONSTRAINT "role_grant_role" CHECK ("role" in ('candidate', 'schoolHead', 'regionalOfficer', 'registrar', 'cashier', 'logistics', 'marker', 'juryMember', 'juryPresident', 'publisher', 'auditor', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "user_account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text,
	"phone" text,
	"password_hash" text NOT NULL,
	"display_name" text NOT NULL,
	"locale" text DEFAULT 'fr' NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"phone_verified_at" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_account_email_unique" UNIQUE("email"),
	CONSTRAINT "user_account_phone_unique" UNIQUE("phone"),
	CONSTRAINT "user_account_has_contact" CHECK (email is not null or phone is not null)
);
--> statement-breakpoint
CREATE TABLE "user_session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "anonymity"."code_table" (
	"dossier" text PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "code_table_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"organisation_id" uuid,
	"actor_id" text NOT NULL,
	"actor_label" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"before_hash" text,
	"after_hash" text,
	"detail" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliberation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"regulation_version_id" uuid NOT NULL,
	"regulation_hash" text NOT NULL,
	"snapshot_hash" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"sealed_at" timestamp (3) with time zone,
	"sealed_by" uuid,
	CONSTRAINT "deliberation_jury_id_unique" UNIQUE("jury_id"),
	CONSTRAINT "deliberation_state" CHECK ("state" in ('open', 'sealed'))
);
--> statement-breakpoint
CREATE TABLE "deliberation_member" (
	"deliberation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"president" boolean NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deliberation_member_deliberation_id_user_id_pk" PRIMARY KEY("deliberation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "deliberation_result" (
	"deliberation_id" uuid NOT NULL,
	"dossier" text NOT NULL,
	"decision" text NOT NULL,
	"average" bigint,
	"honours" text,
	"outcome" jsonb NOT NULL,
	"trace" jsonb NOT NULL,
	CONSTRAINT "deliberation_result_deliberation_id_dossier_pk" PRIMARY KEY("deliberation_id","dossier")
);
--> statement-breakpoint
CREATE TABLE "jury_decision" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"deliberation_id" uuid NOT NULL,
	"dossier" text NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"members" jsonb NOT NULL,
	"decided_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "jury_decision_reason" CHECK (length(reason) > 0)
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"edition" integer NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"model" jsonb NOT NULL,
	"model_hash" text NOT NULL,
	"typed_code" text NOT NULL,
	"status_index" integer NOT NULL,
	"kid" text,
	"cose" "bytea",
	"token" text,
	"file_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone,
	CONSTRAINT "document_token_unique" UNIQUE("token"),
	CONSTRAINT "document_organisation_id_number_edition_unique" UNIQUE("organisation_id","number","edition"),
	CONSTRAINT "document_organisation_id_status_index_unique" UNIQUE("organisation_id","status_index"),
	CONSTRAINT "document_once_per_source" UNIQUE("entry_id","kind","source"),
	CONSTRAINT "document_kind" CHECK ("kind" in ('transcript', 'passCertificate', 'diploma', 'convocation', 'receipt')),
	CONSTRAINT "document_state" CHECK ("state" in ('pending', 'issued'))
);
--> statement-breakpoint
CREATE TABLE "document_counter" (
	"organisation_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_counter_organisation_id_prefix_pk" PRIMARY KEY("organisation_id","prefix")
);
--> statement-breakpoint
CREATE TABLE "document_status" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"user_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_status_known" CHECK ("status" in ('valid', 'revoked', 'suspended', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "signing_key" (
	"kid" text NOT NULL,
	"organisation_id" uuid,
	"purpose" text NOT NULL,
	"alg" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"wrapped_private" text NOT NULL,
	"state" text NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"not_after" timestamp (3) with time zone NOT NULL,
	"compromised_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signing_key_kid_pk" PRIMARY KEY("kid"),
	CONSTRAINT "signing_key_state" CHECK ("state" in ('active', 'retired', 'compromised')),
	CONSTRAINT "signing_key_purpose" CHECK ("purpose" in ('documents', 'root'))
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"number" text NOT NULL,
	"fee_schedule_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoice_organisation_id_number_unique" UNIQUE("organisation_id","number"),
	CONSTRAINT "invoice_state" CHECK ("state" in ('open', 'paid', 'cancelled')),
	CONSTRAINT "invoice_total" CHECK (total >= 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"code" text NOT NULL,
	"label" jsonb NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "invoice_line_invoice_id_position_pk" PRIMARY KEY("invoice_id","position")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"memo" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "journal_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"reference" text,
	"redirect_url" text,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "payment_provider_reference_unique" UNIQUE("provider","reference"),
	CONSTRAINT "payment_state" CHECK ("state" in ('created', 'pending', 'succeeded', 'failed', 'expired')),
	CONSTRAINT "payment_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"journal_id" bigint NOT NULL,
	"account" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_event" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"reference" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_event_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "suspense_item" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolution" text,
	CONSTRAINT "suspense_item_payment_id_reason_unique" UNIQUE("payment_id","reason")
);
--> statement-breakpoint
CREATE TABLE "bundle" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"paper_code" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "bundle_sitting_id_paper_code_number_unique" UNIQUE("sitting_id","paper_code","number"),
	CONSTRAINT "bundle_state" CHECK ("state" in ('prepared', 'handedOut', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "bundle_assignment" (
	"bundle_id" uuid NOT NULL,
	"pass" integer NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "bundle_assignment_bundle_id_pass_pk" PRIMARY KEY("bundle_id","pass"),
	CONSTRAINT "bundle_assignment_two_people" UNIQUE("bundle_id","user_id"),
	CONSTRAINT "bundle_assignment_pass" CHECK (pass between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "dossier" (
	"code" text PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"series" text NOT NULL,
	"options" jsonb NOT NULL,
	"fit" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mark_entry" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"script_code" text NOT NULL,
	"pass" integer NOT NULL,
	"state" text NOT NULL,
	"value" integer,
	"reason" text,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mark_entry_state" CHECK ("state" in ('mark', 'absent', 'excused', 'exempt', 'notDue', 'fraud', 'awaited')),
	CONSTRAINT "mark_entry_value" CHECK ((state = 'mark') = (value is not null) and (value is null or value >= 0)),
	CONSTRAINT "mark_entry_pass" CHECK (pass between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "script" (
	"code" text PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"dossier" text NOT NULL,
	"paper_code" text NOT NULL,
	"bundle_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "script_dossier_paper_code_unique" UNIQUE("dossier","paper_code"),
	CONSTRAINT "script_bundle_id_position_unique" UNIQUE("bundle_id","position")
);
--> statement-breakpoint
CREATE TABLE "centre" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"commune" text NOT NULL,
	CONSTRAINT "centre_organisation_id_code_unique" UNIQUE("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organisation_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "region_organisation_id_code_unique" UNIQUE("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"centre_id" uuid NOT NULL,
	"name" text NOT NULL,
	"capacity" integer NOT NULL,
	CONSTRAINT "room_centre_id_name_unique" UNIQUE("centre_id","name")
);
--> statement-breakpoint
CREATE TABLE "school" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"region_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"commune" text NOT NULL,
	CONSTRAINT "school_organisation_id_code_unique" UNIQUE("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"digest" text NOT NULL,
	"snapshot_key" text NOT NULL,
	"reason" text,
	"prepared_by" uuid NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "publication_sitting_id_version_unique" UNIQUE("sitting_id","version"),
	CONSTRAINT "publication_two_people" CHECK (prepared_by <> confirmed_by)
);
--> statement-breakpoint
CREATE TABLE "publication_draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sitting_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"reason" text,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "published_result" (
	"publication_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"table_number" text NOT NULL,
	"centre_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"honours" text,
	"body" jsonb NOT NULL,
	CONSTRAINT "published_result_publication_id_entry_id_pk" PRIMARY KEY("publication_id","entry_id"),
	CONSTRAINT "published_result_publication_id_table_number_unique" UNIQUE("publication_id","table_number")
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "candidate_organisation_id_user_id_unique" UNIQUE("organisation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text DEFAULT 'free' NOT NULL,
	"number" text,
	"school_id" uuid,
	"region_id" uuid,
	"surname" text,
	"given_names" text,
	"sex" text,
	"birth_date" date,
	"birth_place" text,
	"nationality" text,
	"series" text,
	"options" jsonb,
	"fit" boolean,
	"photo_key" text,
	"return_reason" text,
	"submitted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "entry_sitting_id_candidate_id_unique" UNIQUE("sitting_id","candidate_id"),
	CONSTRAINT "entry_sitting_id_number_unique" UNIQUE("sitting_id","number"),
	CONSTRAINT "entry_state" CHECK ("state" in ('draft', 'submitted', 'paid', 'validated', 'returned', 'rejected', 'withdrawn')),
	CONSTRAINT "entry_kind" CHECK ("kind" in ('official', 'free')),
	CONSTRAINT "entry_sex" CHECK (sex in ('F', 'M')),
	CONSTRAINT "entry_complete_once_submitted" CHECK (state in ('draft', 'withdrawn') or (number is not null and surname is not null and given_names is not null and sex is not null and birth_date is not null and birth_place is not null and nationality is not null and series is not null and options is not null and fit is not null and region_id is not null and submitted_at is not null))
);
--> statement-breakpoint
CREATE TABLE "entry_counter" (
	"sitting_id" uuid PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sitting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "jury_sitting_id_number_unique" UNIQUE("sitting_id","number")
);
--> statement-breakpoint
CREATE TABLE "jury_centre" (
	"sitting_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"centre_id" uuid NOT NULL,
	CONSTRAINT "jury_centre_sitting_id_centre_id_unique" UNIQUE("sitting_id","centre_id")
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"centre_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"seat_number" integer NOT NULL,
	"table_number" text NOT NULL,
	"result_code" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "seat_sitting_id_room_id_seat_number_unique" UNIQUE("sitting_id","room_id","seat_number"),
	CONSTRAINT "seat_sitting_id_table_number_unique" UNIQUE("sitting_id","table_number")
);
--> statement-breakpoint
CREATE TABLE "exam" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	CONSTRAINT "exam_organisation_id_code_unique" UNIQUE("organisation_id","code")
);
--> statement-breakpoint
CREATE TABLE "fee_schedule" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fee_schedule_organisation_id_code_version_unique" UNIQUE("organisation_id","code","version")
);
--> statement-breakpoint
CREATE TABLE "paper_slot" (
	"sitting_id" uuid NOT NULL,
	"paper_code" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "paper_slot_one_for_all_series" UNIQUE("sitting_id","paper_code")
);
--> statement-breakpoint
CREATE TABLE "regulation_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "regulation_version_organisation_id_code_version_unique" UNIQUE("organisation_id","code","version")
);
--> statement-breakpoint
CREATE TABLE "sitting" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"exam_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"name" jsonb NOT NULL,
	"state" text NOT NULL,
	"regulation_version_id" uuid NOT NULL,
	"fee_schedule_id" uuid NOT NULL,
	"entries_open_at" timestamp (3) with time zone NOT NULL,
	"entries_close_at" timestamp (3) with time zone NOT NULL,
	"exam_starts_on" timestamp (3) with time zone NOT NULL,
	"results_expected_on" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sitting_exam_id_year_unique" UNIQUE("exam_id","year"),
	CONSTRAINT "sitting_state" CHECK ("state" in ('draft', 'open', 'closed', 'seated', 'marking', 'deliberating', 'published'))
);
--> statement-breakpoint
ALTER TABLE "contact_code" ADD CONSTRAINT "contact_code_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_jury_id_jury_id_fk" FOREIGN KEY ("jury_id") REFERENCES "public"."jury"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_regulation_version_id_regulation_version_id_fk" FOREIGN KEY ("regulation_version_id") REFERENCES "public"."regulation_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation" ADD CONSTRAINT "deliberation_sealed_by_user_account_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation_member" ADD CONSTRAINT "deliberation_member_deliberation_id_deliberation_id_fk" FOREIGN KEY ("deliberation_id") REFERENCES "public"."deliberation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation_member" ADD CONSTRAINT "deliberation_member_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation_result" ADD CONSTRAINT "deliberation_result_deliberation_id_deliberation_id_fk" FOREIGN KEY ("deliberation_id") REFERENCES "public"."deliberation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliberation_result" ADD CONSTRAINT "deliberation_result_dossier_dossier_code_fk" FOREIGN KEY ("dossier") REFERENCES "public"."dossier"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD CONSTRAINT "jury_decision_deliberation_id_deliberation_id_fk" FOREIGN KEY ("deliberation_id") REFERENCES "public"."deliberation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD CONSTRAINT "jury_decision_dossier_dossier_code_fk" FOREIGN KEY ("dossier") REFERENCES "public"."dossier"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD CONSTRAINT "jury_decision_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_counter" ADD CONSTRAINT "document_counter_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_status" ADD CONSTRAINT "document_status_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_fee_schedule_id_fee_schedule_id_fk" FOREIGN KEY ("fee_schedule_id") REFERENCES "public"."fee_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_journal_id_journal_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_assignment" ADD CONSTRAINT "bundle_assignment_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundle_assignment" ADD CONSTRAINT "bundle_assignment_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_jury_id_jury_id_fk" FOREIGN KEY ("jury_id") REFERENCES "public"."jury"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark_entry" ADD CONSTRAINT "mark_entry_script_code_script_code_fk" FOREIGN KEY ("script_code") REFERENCES "public"."script"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark_entry" ADD CONSTRAINT "mark_entry_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script" ADD CONSTRAINT "script_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script" ADD CONSTRAINT "script_dossier_dossier_code_fk" FOREIGN KEY ("dossier") REFERENCES "public"."dossier"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script" ADD CONSTRAINT "script_bundle_id_bundle_id_fk" FOREIGN KEY ("bundle_id") REFERENCES "public"."bundle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "centre" ADD CONSTRAINT "centre_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "centre" ADD CONSTRAINT "centre_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region" ADD CONSTRAINT "region_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school" ADD CONSTRAINT "school_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school" ADD CONSTRAINT "school_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_prepared_by_user_account_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_confirmed_by_user_account_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_draft" ADD CONSTRAINT "publication_draft_prepared_by_user_account_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_result" ADD CONSTRAINT "published_result_publication_id_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_result" ADD CONSTRAINT "published_result_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_school_id_school_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_counter" ADD CONSTRAINT "entry_counter_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury" ADD CONSTRAINT "jury_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_centre" ADD CONSTRAINT "jury_centre_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_centre" ADD CONSTRAINT "jury_centre_jury_id_jury_id_fk" FOREIGN KEY ("jury_id") REFERENCES "public"."jury"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_centre" ADD CONSTRAINT "jury_centre_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam" ADD CONSTRAINT "exam_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_schedule" ADD CONSTRAINT "fee_schedule_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_slot" ADD CONSTRAINT "paper_slot_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regulation_version" ADD CONSTRAINT "regulation_version_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_regulation_version_id_regulation_version_id_fk" FOREIGN KEY ("regulation_version_id") REFERENCES "public"."regulation_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_fee_schedule_id_fee_schedule_id_fk" FOREIGN KEY ("fee_schedule_id") REFERENCES "public"."fee_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_code_user_id_index" ON "contact_code" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_session_user_id_index" ON "user_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_log_organisation_id_seq_index" ON "audit_log" USING btree ("organisation_id","seq");--> statement-breakpoint
CREATE INDEX "audit_log_subject_type_subject_id_index" ON "audit_log" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "jury_decision_deliberation_id_dossier_index" ON "jury_decision" USING btree ("deliberation_id","dossier");--> statement-breakpoint
CREATE INDEX "document_entry_id_index" ON "document" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "document_status_document_id_index" ON "document_status" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "invoice_entry_id_index" ON "invoice" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "payment_invoice_id_index" ON "payment" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "posting_journal_id_index" ON "posting" USING btree ("journal_id");--> statement-breakpoint
CREATE INDEX "posting_account_index" ON "posting" USING btree ("account");--> statement-breakpoint
CREATE INDEX "dossier_sitting_id_jury_id_index" ON "dossier" USING btree ("sitting_id","jury_id");--> statement-breakpoint
CREATE INDEX "mark_entry_script_code_pass_index" ON "mark_entry" USING btree ("script_code","pass");--> statement-breakpoint
CREATE INDEX "published_result_publication_id_centre_id_index" ON "published_result" USING btree ("publication_id","centre_id");--> statement-breakpoint
CREATE INDEX "published_result_entry_id_index" ON "published_result" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "entry_sitting_id_state_region_id_index" ON "entry" USING btree ("sitting_id","state","region_id");--> statement-breakpoint
CREATE INDEX "entry_candidate_id_index" ON "entry" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "seat_sitting_id_centre_id_index" ON "seat" USING btree ("sitting_id","centre_id");