ALTER TABLE "document" ADD COLUMN "number_key" text NOT NULL;--> statement-breakpoint
CREATE INDEX "document_number_key_index" ON "document" USING btree ("number_key");