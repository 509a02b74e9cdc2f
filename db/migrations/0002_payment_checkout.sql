ALTER TABLE "bundle" DROP CONSTRAINT "bundle_state";--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "locale" text NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "expires_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "checked_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "payment_state_created_at_index" ON "payment" USING btree ("state","created_at");--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_locale" CHECK ("locale" in ('fr', 'en'));--> statement-breakpoint
ALTER TABLE "bundle" ADD CONSTRAINT "bundle_state" CHECK ("state" in ('prepared', 'handedOut', 'entered', 'closed'));