-- A signature, a minute and a release are lines: none is ever changed.
do $$
declare
  t text;
  guarded jsonb := '{
    "bundle_reopening": ["state", "decided_by", "decided_at"],
    "moderation": ["state", "decided_by", "decided_at"],
    "round": ["state", "choices_until"],
    "claim": ["state", "answer", "answered_by", "answered_at", "round_id"],
    "publication_draft": ["state", "digest", "task_id", "failure", "file_name", "file_digest", "statistics", "closed_at",
      "confirmed_by", "confirmed_at"]
  }';
begin
  for t in select jsonb_object_keys(guarded)
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function guard_columns(%s)', t || '_guard', t,
      (select string_agg(quote_literal(c), ', ') from jsonb_array_elements_text(guarded -> t) c));
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
  end loop;
  foreach t in array array['bundle_movement', 'minutes', 'publication_release']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function forbid_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function forbid_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- What is decided stays so.
create trigger bundle_reopening_settled before update on bundle_reopening for each row
  when (old.state <> 'requested') execute function guard_settled();
--> statement-breakpoint
create trigger moderation_settled before update on moderation for each row
  when (old.state <> 'proposed') execute function guard_settled();
--> statement-breakpoint
create trigger claim_settled before update on claim for each row
  when (old.state in ('rejected', 'decided')) execute function guard_settled();
--> statement-breakpoint
create trigger publication_draft_settled before update on publication_draft for each row
  when (old.state in ('released', 'putAside', 'refused')) execute function guard_settled();
--> statement-breakpoint
-- Who takes part in a round is settled before its marking starts.
create function guard_round_candidate() returns trigger language plpgsql as $$
begin
  if (select state from round where id = coalesce(new.round_id, old.round_id) for share) <> 'preparing' then
    raise exception 'the round is no longer open to candidates' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger round_candidate_open before insert or update or delete on round_candidate for each row
  execute function guard_round_candidate();
--> statement-breakpoint
-- No mark is keyed into a closed bundle; moderation touches no other, and none that a deliberation was opened on.
create or replace function guard_mark_entry() returns trigger language plpgsql as $$
declare bundle_state text;
begin
  select b.state into bundle_state from script s join bundle b on b.id = s.bundle_id where s.code = new.script_code for share of b;
  if bundle_state <> (case when new.pass = 4 then 'closed' else 'handedOut' end) then
    raise exception 'the bundle is not open' using errcode = 'restrict_violation';
  end if;
  if new.pass = 4 and exists (
    select 1 from script s join dossier d on d.code = s.dossier
      join deliberation l on l.jury_id = d.jury_id and l.round = s.round
    where s.code = new.script_code) then
    raise exception 'a deliberation was opened on these marks' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A bundle whose marks a deliberation was opened on stays closed.
create function guard_bundle() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' and new.state <> 'closed' and exists (
    select 1 from script s join dossier d on d.code = s.dossier
      join deliberation l on l.jury_id = d.jury_id and l.round = s.round
    where s.bundle_id = old.id) then
    raise exception 'a deliberation was opened on these marks' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger bundle_frozen before update on bundle for each row execute function guard_bundle();
--> statement-breakpoint
-- A sealed deliberation stays as it was sealed, in its round.
create or replace function guard_deliberation() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'open'
    and (new.id, new.sitting_id, new.jury_id, new.round, new.regulation_hash, new.snapshot_hash, new.snapshot)
      = (old.id, old.sitting_id, old.jury_id, old.round, old.regulation_hash, old.snapshot_hash, old.snapshot)
  then return new; end if;
  raise exception 'a sealed deliberation is never changed' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
-- Versions published before there were release lines: each was read from when it was published.
insert into publication_release (sitting_id, publication_id, kind, reason, by, at)
select p.sitting_id, p.id, 'release', p.reason, p.confirmed_by::text, p.published_at from publication p
where not exists (select 1 from publication_release r where r.publication_id = p.id)
order by p.sitting_id, p.version;
--> statement-breakpoint
-- What was prepared before there were snapshot files has none to confirm: it is prepared again.
update publication_draft set state = 'putAside', closed_at = coalesce(closed_at, prepared_at)
where state = 'prepared' and file_name is null;
