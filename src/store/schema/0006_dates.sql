-- Step 6: how far a publication date is believed.

-- 0 = nobody noted it, 1 = a line of the page, 2 = the address, 3 = a listing, 4 = a feed, 5 = what the page marks as its date.
ALTER TABLE articles ADD COLUMN dated INTEGER NOT NULL DEFAULT 0;
UPDATE articles SET dated = CASE WHEN details LIKE '%"published":"address"%' THEN 2 WHEN fetched IS NOT NULL THEN 5 ELSE 3 END
WHERE published IS NOT NULL;
