-- Versions published before there were release lines: each was read from when it was published.
insert into publication_release (sitting_id, publication_id, kind, reason, by, at)
select p.sitting_id, p.id, 'release', p.reason, p.confirmed_by::text, p.published_at from publication p
where not exists (select 1 from publication_release r where r.publication_id = p.id)
order by p.sitting_id, p.version;
--> statement-breakpoint
-- What was prepared before there were snapshot files has none to confirm: it is prepared again.
update publication_draft set state = 'putAside', closed_at = coalesce(closed_at, prepared_at)
where state = 'prepared' and file_name is null;
