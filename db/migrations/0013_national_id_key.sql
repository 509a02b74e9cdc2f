DROP INDEX "entry_national_id_index";--> statement-breakpoint
CREATE INDEX "entry_national_id_key" ON "entry" USING btree (upper(regexp_replace("national_id", '[^A-Za-z0-9]', '', 'g')));