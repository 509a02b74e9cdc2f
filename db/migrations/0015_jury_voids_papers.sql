ALTER TABLE "jury_decision" ADD COLUMN "papers" jsonb;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "jury_decision" ADD CONSTRAINT "jury_decision_void" CHECK ((kind = 'void') = (papers is not null));