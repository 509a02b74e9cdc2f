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
DROP INDEX "entry_national_id_index";--> statement-breakpoint
ALTER TABLE "refund" ALTER COLUMN "payment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entry_national_id_key" ON "entry" USING btree (upper(regexp_replace("national_id", '[^A-Za-z0-9]', '', 'g')));