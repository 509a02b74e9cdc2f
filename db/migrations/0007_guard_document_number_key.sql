-- The number as it is typed is as fixed as the number itself: a document could else be found under another's.
create or replace function guard_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'pending' and new.state = 'issued'
    and (new.id, new.organisation_id, new.entry_id, new.kind, new.number, new.number_key, new.edition, new.source, new.model,
         new.model_hash, new.typed_code, new.status_index, new.created_at)
      = (old.id, old.organisation_id, old.entry_id, old.kind, old.number, old.number_key, old.edition, old.source, old.model,
         old.model_hash, old.typed_code, old.status_index, old.created_at)
    and new.kid is not null and new.cose is not null and new.token is not null and new.file_key is not null
    and new.issued_at is not null
  then return new; end if;
  raise exception 'an issued document is never changed' using errcode = 'restrict_violation';
end $$;
