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
ALTER TABLE "document_refusal" ADD CONSTRAINT "document_refusal_entry_id_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_refusal" ADD CONSTRAINT "document_refusal_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_refusal_sitting_id_kind_index" ON "document_refusal" USING btree ("sitting_id","kind");