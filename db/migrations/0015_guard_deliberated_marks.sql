-- Custom SQL migration file, put your code below! ---- A deliberation is opened on closed bundles alone, and whoever reopens one or moderates its marks waits for it.
create function guard_deliberation_bundles() returns trigger language plpgsql as $$
begin
  perform 1 from bundle b where b.id in (
    select s.bundle_id from script s join dossier d on d.code = s.dossier
    where d.jury_id = new.jury_id and s.round = new.round)
    order by b.id for no key update of b;
  if exists (
    select 1 from bundle b join script s on s.bundle_id = b.id join dossier d on d.code = s.dossier
    where d.jury_id = new.jury_id and s.round = new.round and b.state <> 'closed') then
    raise exception 'a bundle of this jury is not closed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger deliberation_bundles_closed before insert on deliberation for each row
  execute function guard_deliberation_bundles();
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
