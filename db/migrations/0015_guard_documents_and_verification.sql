-- A key, a certificate and a template keep what they are; only their state moves on. A private key may be wrapped anew when
-- the key-encryption key changes, and a root's may leave for good.
do $$
declare
  t text;
  guarded jsonb := '{
    "signing_key": ["state", "retired_at", "compromised_at", "wrapped_private"],
    "document_certificate": ["state", "retired_at", "compromised_at", "wrapped_private"],
    "document_change": ["state", "decided_by", "decided_at"],
    "document_pack": ["file_key", "documents", "bytes", "sealed_at"],
    "document_share": ["withdrawn_at"],
    "verification_alert": ["last_hour", "failures", "seen_by", "seen_at"]
  }';
begin
  for t in select jsonb_object_keys(guarded)
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function guard_columns(%s)', t || '_guard', t,
      (select string_agg(quote_literal(c), ', ') from jsonb_array_elements_text(guarded -> t) c));
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
  end loop;
  foreach t in array array['document_template', 'document_style', 'document_hand_over']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function forbid_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function forbid_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- What is decided stays so: a compromise is for ever and its date only moves back, a sealed pack is closed, a withdrawn link stays dead.
create trigger signing_key_settled before update on signing_key for each row
  when (old.state = 'compromised' and (new.state <> 'compromised' or new.compromised_at > old.compromised_at)) execute function guard_settled();
--> statement-breakpoint
create trigger document_certificate_settled before update on document_certificate for each row
  when (old.state = 'compromised' and (new.state <> 'compromised' or new.compromised_at > old.compromised_at)) execute function guard_settled();
--> statement-breakpoint
create trigger document_change_settled before update on document_change for each row
  when (old.state <> 'requested') execute function guard_settled();
--> statement-breakpoint
create trigger document_pack_settled before update on document_pack for each row
  when (old.sealed_at is not null) execute function guard_settled();
--> statement-breakpoint
create trigger document_share_settled before update on document_share for each row
  when (old.withdrawn_at is not null) execute function guard_settled();
