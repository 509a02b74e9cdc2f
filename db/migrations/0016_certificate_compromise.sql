ALTER TABLE "document_certificate" DROP CONSTRAINT "document_certificate_state";--> statement-breakpoint
ALTER TABLE "document_certificate" ADD COLUMN "compromised_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "document_certificate" ADD CONSTRAINT "document_certificate_compromised" CHECK ((compromised_at is null) = (state <> 'compromised'));--> statement-breakpoint
ALTER TABLE "document_certificate" ADD CONSTRAINT "document_certificate_state" CHECK ("state" in ('active', 'retired', 'compromised'));--> statement-breakpoint
create trigger document_certificate_settled before update on document_certificate for each row
  when (old.state = 'compromised' and (new.state <> 'compromised' or new.compromised_at > old.compromised_at)) execute function guard_settled();
