CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"payment_id" uuid,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"till_id" uuid,
	"requested_by" uuid,
	"decided_by" uuid,
	"reference" text,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "refund_state" CHECK ("state" in ('requested', 'approved', 'sent', 'succeeded', 'failed', 'refused')),
	CONSTRAINT "refund_origin" CHECK ("origin" in ('office', 'provider')),
	CONSTRAINT "refund_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "refused_callback" (
	"provider" text NOT NULL,
	"digest" text NOT NULL,
	"reason" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL,
	CONSTRAINT "refused_callback_provider_digest_reason_pk" PRIMARY KEY("provider","digest","reason")
);
--> statement-breakpoint
CREATE TABLE "school_invoice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"number" text NOT NULL,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"state" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "school_invoice_organisation_id_number_unique" UNIQUE("organisation_id","number"),
	CONSTRAINT "school_invoice_state" CHECK ("state" in ('open', 'paid', 'cancelled')),
	CONSTRAINT "school_invoice_total" CHECK (total > 0)
);
--> statement-breakpoint
CREATE TABLE "school_invoice_counter" (
	"organisation_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "school_invoice_counter_organisation_id_year_pk" PRIMARY KEY("organisation_id","year")
);
--> statement-breakpoint
CREATE TABLE "school_invoice_item" (
	"school_invoice_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"amount" bigint NOT NULL,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "school_invoice_item_school_invoice_id_invoice_id_pk" PRIMARY KEY("school_invoice_id","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "waiver" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"exemption" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "waiver_state" CHECK ("state" in ('requested', 'granted', 'refused')),
	CONSTRAINT "waiver_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"created_by" uuid,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"digest" text NOT NULL,
	"format" text NOT NULL,
	"header" jsonb NOT NULL,
	"mapping" jsonb,
	"state" text NOT NULL,
	"mode" text,
	"total_rows" integer,
	"checked_rows" integer DEFAULT 0 NOT NULL,
	"bad_rows" integer DEFAULT 0 NOT NULL,
	"known_rows" integer DEFAULT 0 NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_batch_state" CHECK ("state" in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'cancelled', 'failed')),
	CONSTRAINT "import_batch_format" CHECK ("format" in ('csv', 'xlsx')),
	CONSTRAINT "import_batch_mode" CHECK (mode in ('all', 'good'))
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"batch_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"state" text NOT NULL,
	"draft" jsonb,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"digest" text,
	"entry_id" uuid,
	CONSTRAINT "import_row_batch_id_row_number_pk" PRIMARY KEY("batch_id","row_number"),
	CONSTRAINT "import_row_state" CHECK ("state" in ('good', 'bad', 'known', 'done'))
);
--> statement-breakpoint
CREATE TABLE "reconciliation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"provider" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"currency" text,
	"movements" integer NOT NULL,
	"theirs" bigint NOT NULL,
	"ours" bigint NOT NULL,
	"difference" bigint NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"failure" text,
	CONSTRAINT "reconciliation_state" CHECK ("state" in ('running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "reconciliation_line" (
	"reconciliation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"organisation_id" uuid,
	"settlement_id" text,
	"kind" text NOT NULL,
	"payment_id" uuid,
	"currency" text NOT NULL,
	"theirs" bigint NOT NULL,
	"fee" bigint NOT NULL,
	"ours" bigint NOT NULL,
	"verdict" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reconciliation_line_reconciliation_id_position_pk" PRIMARY KEY("reconciliation_id","position"),
	CONSTRAINT "reconciliation_line_verdict" CHECK ("verdict" in ('matches', 'notHere', 'notThere', 'amountDiffers', 'unknown', 'other'))
);
--> statement-breakpoint
CREATE TABLE "correction_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entry_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "correction_request_state" CHECK ("state" in ('open', 'done', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "duplicate_pair" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"entry_a" uuid NOT NULL,
	"entry_b" uuid NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "duplicate_pair_entry_a_entry_b_unique" UNIQUE("entry_a","entry_b"),
	CONSTRAINT "duplicate_pair_state" CHECK ("state" in ('open', 'same', 'different')),
	CONSTRAINT "duplicate_pair_order" CHECK (entry_a < entry_b)
);
--> statement-breakpoint
CREATE TABLE "entry_document" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entry_id" uuid NOT NULL,
	"code" text NOT NULL,
	"file_key" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"digest" text NOT NULL,
	"scan" text NOT NULL,
	"uploaded_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	CONSTRAINT "entry_document_scan" CHECK ("scan" in ('clean', 'unscanned'))
);
--> statement-breakpoint
CREATE TABLE "quota_use" (
	"sitting_id" uuid NOT NULL,
	"series" text NOT NULL,
	"taken" integer NOT NULL,
	CONSTRAINT "quota_use_sitting_id_series_pk" PRIMARY KEY("sitting_id","series"),
	CONSTRAINT "quota_use_taken" CHECK (taken >= 0)
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"sitting_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"day" date NOT NULL,
	"user_id" uuid NOT NULL,
	"about_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminder_sitting_id_audience_day_about_id_user_id_pk" PRIMARY KEY("sitting_id","audience","day","about_id","user_id"),
	CONSTRAINT "reminder_audience" CHECK ("audience" in ('silentSchools', 'schoolDrafts', 'schoolUnpaid', 'candidateDraft', 'candidateUnpaid', 'candidateProof', 'deadlineMoved'))
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" jsonb NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"file_key" text,
	"file_name" text,
	"failure" text,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_state" CHECK ("state" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "bank_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"digest" text NOT NULL,
	"imported_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bank_file_once" UNIQUE("organisation_id","digest")
);
--> statement-breakpoint
CREATE TABLE "bank_line" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bank_file_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"line_number" integer NOT NULL,
	"source" text NOT NULL,
	"reference" text NOT NULL,
	"value_date" date NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"payer" text NOT NULL,
	"label" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bank_line_once" UNIQUE("organisation_id","source","reference"),
	CONSTRAINT "bank_line_state" CHECK ("state" in ('matched', 'suspended')),
	CONSTRAINT "bank_line_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "till" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"cashier_id" uuid NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"float" bigint NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"counted" bigint,
	"difference_reason" text,
	"reconciled_by" uuid,
	"reconciled_at" timestamp (3) with time zone,
	"deposit_reference" text,
	CONSTRAINT "till_one_a_day" UNIQUE("organisation_id","cashier_id","day"),
	CONSTRAINT "till_state" CHECK ("state" in ('open', 'closed', 'reconciled')),
	CONSTRAINT "till_counted" CHECK (state = 'open' or counted is not null),
	CONSTRAINT "till_float" CHECK (float >= 0)
);
--> statement-breakpoint
ALTER TABLE "payment" DROP CONSTRAINT "payment_provider_reference_unique";--> statement-breakpoint
ALTER TABLE "suspense_item" DROP CONSTRAINT "suspense_item_payment_id_reason_unique";--> statement-breakpoint
ALTER TABLE "role_grant" DROP CONSTRAINT "role_grant_role";--> statement-breakpoint
ALTER TABLE "user_account" DROP CONSTRAINT "user_account_has_contact";--> statement-breakpoint
ALTER TABLE "payment" ALTER COLUMN "invoice_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "suspense_item" ALTER COLUMN "payment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "school_invoice_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "payment_intent" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "till_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "refunded" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "disputed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "suspense_item" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "suspense_item" SET "provider" = "payment"."provider", "source" = 'payment:' || "payment"."id" FROM "payment" WHERE "payment"."id" = "suspense_item"."payment_id";--> statement-breakpoint
ALTER TABLE "suspense_item" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "suspense_item" ALTER COLUMN "provider" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "suspense_item" ALTER COLUMN "source" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD COLUMN "resolved_by" uuid;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD COLUMN "refund_id" uuid;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD COLUMN "target_invoice_id" uuid;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "national_id" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "earlier_diploma" jsonb;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "attempt" integer;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "contact_phone" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "contact_email" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "school_number" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "name_key" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "place_key" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "access_code" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "import_digest" text;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "proof_version" integer;--> statement-breakpoint
ALTER TABLE "entry" ADD COLUMN "proof_accepted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sitting" ADD COLUMN "entry_rules" jsonb DEFAULT '{"documents":[{"code":"photo","label":{"fr":"Photo d’identité","en":"Identity photo"},"neededFor":"submission"}]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_till_id_till_id_fk" FOREIGN KEY ("till_id") REFERENCES "public"."till"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_requested_by_user_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice" ADD CONSTRAINT "school_invoice_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice" ADD CONSTRAINT "school_invoice_school_id_school_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice" ADD CONSTRAINT "school_invoice_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice" ADD CONSTRAINT "school_invoice_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice_counter" ADD CONSTRAINT "school_invoice_counter_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice_item" ADD CONSTRAINT "school_invoice_item_school_invoice_id_school_invoice_id_fk" FOREIGN KEY ("school_invoice_id") REFERENCES "public"."school_invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_invoice_item" ADD CONSTRAINT "school_invoice_item_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_requested_by_user_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_school_id_school_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."school"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_line" ADD CONSTRAINT "reconciliation_line_reconciliation_id_reconciliation_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_line" ADD CONSTRAINT "reconciliation_line_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_request" ADD CONSTRAINT "correction_request_answered_by_user_account_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_pair" ADD CONSTRAINT "duplicate_pair_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_pair" ADD CONSTRAINT "duplicate_pair_entry_a_entry_id_fk" FOREIGN KEY ("entry_a") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_pair" ADD CONSTRAINT "duplicate_pair_entry_b_entry_id_fk" FOREIGN KEY ("entry_b") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_pair" ADD CONSTRAINT "duplicate_pair_decided_by_user_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_document" ADD CONSTRAINT "entry_document_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_document" ADD CONSTRAINT "entry_document_uploaded_by_user_account_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_use" ADD CONSTRAINT "quota_use_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_created_by_user_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_file" ADD CONSTRAINT "bank_file_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_file" ADD CONSTRAINT "bank_file_imported_by_user_account_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_bank_file_id_bank_file_id_fk" FOREIGN KEY ("bank_file_id") REFERENCES "public"."bank_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "till" ADD CONSTRAINT "till_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "till" ADD CONSTRAINT "till_cashier_id_user_account_id_fk" FOREIGN KEY ("cashier_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "till" ADD CONSTRAINT "till_reconciled_by_user_account_id_fk" FOREIGN KEY ("reconciled_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refund_payment_id_index" ON "refund" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refund_organisation_id_state_index" ON "refund" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "refused_callback_last_at_index" ON "refused_callback" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "school_invoice_school_id_sitting_id_index" ON "school_invoice" USING btree ("school_id","sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "school_invoice_item_once" ON "school_invoice_item" USING btree ("invoice_id") WHERE released_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "waiver_once" ON "waiver" USING btree ("invoice_id","exemption") WHERE state <> 'refused';--> statement-breakpoint
CREATE INDEX "waiver_organisation_id_state_index" ON "waiver" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "import_batch_once" ON "import_batch" USING btree ("sitting_id","school_id","digest") WHERE state not in ('cancelled', 'failed');--> statement-breakpoint
CREATE INDEX "import_batch_school_id_created_at_index" ON "import_batch" USING btree ("school_id","created_at");--> statement-breakpoint
CREATE INDEX "import_row_batch_id_state_row_number_index" ON "import_row" USING btree ("batch_id","state","row_number");--> statement-breakpoint
CREATE INDEX "reconciliation_provider_day_index" ON "reconciliation" USING btree ("provider","day");--> statement-breakpoint
CREATE UNIQUE INDEX "correction_request_one_open" ON "correction_request" USING btree ("entry_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "duplicate_pair_entry_b_index" ON "duplicate_pair" USING btree ("entry_b");--> statement-breakpoint
CREATE INDEX "duplicate_pair_organisation_id_state_index" ON "duplicate_pair" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_document_current" ON "entry_document" USING btree ("entry_id","code") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "task_organisation_id_kind_created_at_index" ON "task" USING btree ("organisation_id","kind","created_at");--> statement-breakpoint
CREATE INDEX "bank_line_bank_file_id_index" ON "bank_line" USING btree ("bank_file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "till_one_open" ON "till" USING btree ("organisation_id","cashier_id") WHERE state = 'open';--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_school_invoice_id_school_invoice_id_fk" FOREIGN KEY ("school_invoice_id") REFERENCES "public"."school_invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_till_id_till_id_fk" FOREIGN KEY ("till_id") REFERENCES "public"."till"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_recorded_by_user_account_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_resolved_by_user_account_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_refund_id_refund_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_target_invoice_id_invoice_id_fk" FOREIGN KEY ("target_invoice_id") REFERENCES "public"."invoice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_school_invoice_id_index" ON "payment" USING btree ("school_invoice_id");--> statement-breakpoint
CREATE INDEX "payment_provider_reference_index" ON "payment" USING btree ("provider","reference");--> statement-breakpoint
CREATE INDEX "payment_payment_intent_index" ON "payment" USING btree ("payment_intent");--> statement-breakpoint
CREATE INDEX "payment_till_id_index" ON "payment" USING btree ("till_id");--> statement-breakpoint
CREATE INDEX "suspense_item_organisation_id_resolved_at_index" ON "suspense_item" USING btree ("organisation_id","resolved_at");--> statement-breakpoint
CREATE INDEX "suspense_item_payment_id_index" ON "suspense_item" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_reference" ON "entry" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_once_per_row" ON "entry" USING btree ("sitting_id","import_digest") WHERE state <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "entry_sitting_id_school_id_state_index" ON "entry" USING btree ("sitting_id","school_id","state");--> statement-breakpoint
CREATE INDEX "entry_name_key_index" ON "entry" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "entry_birth_date_place_key_index" ON "entry" USING btree ("birth_date","place_key");--> statement-breakpoint
CREATE INDEX "entry_national_id_key" ON "entry" USING btree (upper(regexp_replace("national_id", '[^A-Za-z0-9]', '', 'g')));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reference" UNIQUE("organisation_id","provider","reference");--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_once" UNIQUE("organisation_id","source");--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role" CHECK ("role" in ('candidate', 'schoolHead', 'regionalOfficer', 'registrar', 'cashier', 'accountant', 'logistics', 'marker', 'juryMember', 'juryPresident', 'publisher', 'auditor', 'administrator'));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_pays_one_thing" CHECK ((invoice_id is null) <> (school_invoice_id is null));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_given_back" CHECK (refunded >= 0 and disputed >= 0);--> statement-breakpoint
ALTER TABLE "suspense_item" ADD CONSTRAINT "suspense_item_amount" CHECK (amount <> 0);