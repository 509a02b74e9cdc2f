-- A private key may be wrapped anew when the key-encryption key changes, and a root's may leave for good.
drop trigger signing_key_guard on signing_key;
--> statement-breakpoint
create trigger signing_key_guard before update or delete on signing_key for each row
  execute function guard_columns('state', 'retired_at', 'compromised_at', 'wrapped_private');
--> statement-breakpoint
drop trigger document_certificate_guard on document_certificate;
--> statement-breakpoint
create trigger document_certificate_guard before update or delete on document_certificate for each row
  execute function guard_columns('state', 'retired_at', 'wrapped_private');
