CREATE TABLE "document_certificate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"chain" text NOT NULL,
	"thumbprint" text NOT NULL,
	"wrapped_private" text NOT NULL,
	"state" text NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"not_after" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"compromised_at" timestamp (3) with time zone,
	CONSTRAINT "document_certificate_thumbprint_unique" UNIQUE("thumbprint"),
	CONSTRAINT "document_certificate_state" CHECK ("state" in ('active', 'retired', 'compromised')),
	CONSTRAINT "document_certificate_compromised" CHECK ((compromised_at is null) = (state <> 'compromised'))
);
--> statement-breakpoint
CREATE TABLE "document_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "document_change_state" CHECK ("state" in ('requested', 'confirmed', 'refused', 'withdrawn')),
	CONSTRAINT "document_change_status" CHECK ("status" in ('valid', 'revoked', 'suspended', 'superseded')),
	CONSTRAINT "document_change_two_people" CHECK (decided_by is null or state = 'withdrawn' or decided_by <> requested_by)
);
--> statement-breakpoint
CREATE TABLE "document_hand_over" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"collector" text NOT NULL,
	"identity_paper" text NOT NULL,
	"place" text NOT NULL,
	"handed_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_hand_over_to" CHECK ("to" in ('holder', 'proxy'))
);
--> statement-breakpoint
CREATE TABLE "document_pack" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"centre_id" uuid,
	"file_key" text,
	"documents" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sealed_at" timestamp (3) with time zone,
	CONSTRAINT "document_pack_file_key_unique" UNIQUE("file_key"),
	CONSTRAINT "document_pack_kind" CHECK ("kind" in ('transcript', 'passCertificate', 'diploma', 'convocation', 'receipt')),
	CONSTRAINT "document_pack_sealed" CHECK ((file_key is null) = (sealed_at is null))
);
--> statement-breakpoint
CREATE TABLE "document_refusal" (
	"entry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sitting_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_refusal_entry_id_kind_pk" PRIMARY KEY("entry_id","kind"),
	CONSTRAINT "document_refusal_kind" CHECK ("kind" in ('transcript', 'passCertificate', 'diploma', 'convocation', 'receipt'))
);
--> statement-breakpoint
CREATE TABLE "document_share" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "document_share_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "document_style" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_style_organisation_id_version_pk" PRIMARY KEY("organisation_id","version")
);
--> statement-breakpoint
CREATE TABLE "document_template" (
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"first_used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_template_kind_version_pk" PRIMARY KEY("kind","version")
);
--> statement-breakpoint
CREATE TABLE "document_check_count" (
	"document_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "document_check_count_document_id_day_pk" PRIMARY KEY("document_id","day")
);
--> statement-breakpoint
CREATE TABLE "published_list" (
	"name" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"token" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"next_update" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification_alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"first_hour" timestamp (3) with time zone NOT NULL,
	"last_hour" timestamp (3) with time zone NOT NULL,
	"failures" integer NOT NULL,
	"usual" integer NOT NULL,
	"seen_by" uuid,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "verification_alert_kind" CHECK ("kind" in ('forgeries', 'guesses'))
);
--> statement-breakpoint
CREATE TABLE "verification_count" (
	"issuer" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"door" text NOT NULL,
	"verdict" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "verification_count_issuer_hour_door_verdict_pk" PRIMARY KEY("issuer","hour","door","verdict"),
	CONSTRAINT "verification_count_door" CHECK ("door" in ('address', 'typed', 'scan', 'picture', 'pdf', 'api', 'bulk', 'share')),
	CONSTRAINT "verification_count_verdict" CHECK ("verdict" in ('valid', 'authentic', 'superseded', 'revoked', 'suspended', 'forged', 'unknown-issuer', 'unreadable', 'unsupported'))
);
--> statement-breakpoint
ALTER TABLE "task" DROP CONSTRAINT "task_state";--> statement-breakpoint
ALTER TABLE "signing_key" ALTER COLUMN "wrapped_private" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "certificate_id" uuid;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "file_offset" bigint;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "file_length" integer;--> statement-breakpoint
ALTER TABLE "signing_key" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "document_certificate" ADD CONSTRAINT "document_certificate_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_change" ADD CONSTRAINT "document_change_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_change" ADD CONSTRAINT "document_change_requested_by_user_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_change" ADD CONSTRAINT "document_change_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_hand_over" ADD CONSTRAINT "document_hand_over_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_hand_over" ADD CONSTRAINT "document_hand_over_handed_by_user_account_id_fk" FOREIGN KEY ("handed_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pack" ADD CONSTRAINT "document_pack_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pack" ADD CONSTRAINT "document_pack_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pack" ADD CONSTRAINT "document_pack_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pack" ADD CONSTRAINT "document_pack_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_refusal" ADD CONSTRAINT "document_refusal_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_refusal" ADD CONSTRAINT "document_refusal_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_share" ADD CONSTRAINT "document_share_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_share" ADD CONSTRAINT "document_share_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_style" ADD CONSTRAINT "document_style_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_style" ADD CONSTRAINT "document_style_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_check_count" ADD CONSTRAINT "document_check_count_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_alert" ADD CONSTRAINT "verification_alert_seen_by_user_account_id_fk" FOREIGN KEY ("seen_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_certificate_organisation_id_index" ON "document_certificate" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "document_change_one_open" ON "document_change" USING btree ("document_id") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "document_pack_task_id_index" ON "document_pack" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "document_pack_sitting_id_kind_index" ON "document_pack" USING btree ("sitting_id","kind");--> statement-breakpoint
CREATE INDEX "document_refusal_sitting_id_kind_index" ON "document_refusal" USING btree ("sitting_id","kind");--> statement-breakpoint
CREATE INDEX "document_share_document_id_index" ON "document_share" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "verification_alert_last_hour_index" ON "verification_alert" USING btree ("last_hour");--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_certificate_id_document_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."document_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_in_pack" CHECK ((file_offset is null) = (file_length is null));--> statement-breakpoint
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_here" CHECK (wrapped_private is not null or purpose = 'root');--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_state" CHECK ("state" in ('queued', 'running', 'paused', 'done', 'failed', 'cancelled'));