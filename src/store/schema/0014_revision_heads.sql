-- Step 14: an earlier version holds what stood around the text too. NULL: not known, as in versions kept before this step.

ALTER TABLE revisions ADD COLUMN sapo      TEXT;
ALTER TABLE revisions ADD COLUMN author    TEXT;
ALTER TABLE revisions ADD COLUMN published INTEGER;
ALTER TABLE revisions ADD COLUMN precision INTEGER;
