ALTER TABLE "entry" DROP CONSTRAINT "entry_sitting_id_candidate_id_unique";--> statement-breakpoint
ALTER TABLE "bundle" DROP CONSTRAINT "bundle_state";--> statement-breakpoint
CREATE UNIQUE INDEX "entry_one_per_sitting" ON "entry" USING btree ("sitting_id","candidate_id") WHERE state <> 'withdrawn';--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_state" CHECK ("state" in ('prepared', 'handedOut', 'closed'));