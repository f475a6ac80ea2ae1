//! Adding newspapers, testing pages, reading stored pages again.

use super::*;

#[test]
fn a_source_is_looked_at_and_written_beside_the_readers_own_words() {
    let home = Home::new();
    let file = home.write("c.toml", "# mine\n[ui]\nmeasure = 60 # wide enough\n");
    let address = "https://loaphuong.example/";
    home.loa(&["--demo", "--config", &file, "sources", "add", address, "--dry-run"]).assert().code(0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\n[ui]\nmeasure = 60 # wide enough\n");
    home.loa(&["--demo", "--config", &file, "sources", "add", address]).assert().code(0);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# mine\n[ui]\nmeasure = 60 # wide enough\n"), "{written}");
    assert!(written.contains("id = \"loaphuong.example\"") && written.contains("[[source.section]]"), "{written}");
    home.loa(&["--config", &file, "config", "check"]).assert().code(0);
}

#[test]
fn a_part_that_is_read_already_is_not_written_again() {
    let home = Home::new();
    let file = home.write("c.toml", "# mine\n");
    let address = "https://loaphuong.example/viec-lam.htm";
    let said = predicate::str::contains("is there already");
    home.loa(&["--demo", "--config", &file, "sources", "add", address]).assert().code(0).stderr(said);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\n");
}

#[test]
fn a_saved_page_is_tested_field_by_field() {
    let home = Home::new();
    let file = home.write("a.html", PAGE);
    let told = predicate::str::contains("title").and(predicate::str::contains("Lương tối thiểu vùng tăng"));
    let url = "https://example.vn/luong-toi-thieu-1.htm";
    home.loa(&["sources", "test", &file, "--url", url, "--kind", "article"]).assert().stdout(told);
    home.loa(&["sources", "test", &file]).assert().code(2);
    home.loa(&["--offline", "sources", "test", url]).assert().code(1).stdout("");
}

#[test]
fn reading_the_stored_pages_again_keeps_what_is_good() {
    let home = Home::new();
    let data = home.path().join("data").display().to_string();
    let before = home.loa(&["--demo", "--data-dir", &data, "export"]).output().unwrap().stdout;
    home.loa(&["--demo", "--data-dir", &data, "--offline", "reextract"]).assert().code(0);
    let after = home.loa(&["--data-dir", &data, "export"]).output().unwrap().stdout;
    let bodies = |text: &[u8]| -> Vec<Value> {
        let all = std::str::from_utf8(text).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        all.map(|line| line["body"].clone()).collect()
    };
    assert_eq!(bodies(&before), bodies(&after));
}

#[test]
fn reading_the_stored_pages_again_mends_an_article_and_keeps_what_the_reader_did() {
    use loaphuong::model::article::Anchor;
    use loaphuong::model::{Block, Draft, Offline, Query, Rich, SystemClock, Window};
    use loaphuong::store::{Incoming, PackedPage, Store};
    let home = Home::new();
    let data = home.path().join("data").display().to_string();
    home.loa(&["--demo", "--data-dir", &data, "sync"]).assert().code(0);
    let open = || Store::open(Path::new(&data), std::sync::Arc::new(SystemClock)).unwrap();
    let store = open();
    let rows = store.rows(&Query::default(), Window { after: None, limit: 100 }).unwrap().rows;
    let id = rows.iter().map(|row| row.id).find(|id| store.page(*id).unwrap().is_some()).unwrap();
    let good = store.article(id).unwrap().unwrap();
    // As a poorer extraction left it.
    let draft = Draft {
        title: Some(good.row.title.clone()),
        published: good.row.published,
        body: vec![Block::Paragraph(Rich::plain("Chỉ một câu."))],
        ..Draft::default()
    };
    let page = PackedPage::of(&store.page(id).unwrap().unwrap());
    let poor = Incoming {
        source: &good.row.source,
        section: &good.row.section,
        url: &good.row.url,
        listed_as: None,
        draft: &draft,
        offline: Offline::Partial,
        fetched: good.row.seen,
        html: page.as_ref(),
        etag: Some("\"v7\""),
        last_modified: None,
        parts: &[],
        again: None,
    };
    store.save(&[poor]).unwrap();
    let position = Anchor { block: 3, offset: 0 };
    store.mark(&[id], loaphuong::model::RowMark::Read).unwrap();
    store.mark(&[id], loaphuong::model::RowMark::Starred).unwrap();
    store.set_position(id, position).unwrap();
    drop(store);
    home.loa(&["--demo", "--data-dir", &data, "--offline", "reextract"]).assert().code(0);
    let store = open();
    let mended = store.article(id).unwrap().unwrap();
    assert_eq!(mended.body, good.body);
    assert_eq!((mended.row.read, mended.row.starred, mended.position), (true, true, Some(position)));
    let record = store.export(None, 1_000).unwrap().into_iter().find(|(found, _)| *found == id).unwrap().1;
    assert_eq!(record.etag.as_deref(), Some("\"v7\""), "and the next visit can ask whether the page changed");
}

#[test]
fn reading_again_what_reads_the_same_tells_anew_which_rule_found_it() {
    use loaphuong::model::{Draft, Evidence, Field, Finding, FindingKind, Offline, Query, SystemClock, Window};
    use loaphuong::store::{Incoming, PackedPage, Store};
    let home = Home::new();
    let data = home.path().join("data").display().to_string();
    home.loa(&["--demo", "--data-dir", &data, "sync"]).assert().code(0);
    let open = || Store::open(Path::new(&data), std::sync::Arc::new(SystemClock)).unwrap();
    let store = open();
    let rows = store.rows(&Query::default(), Window { after: None, limit: 100 }).unwrap().rows;
    let id = rows.iter().map(|row| row.id).find(|id| store.page(*id).unwrap().is_some()).unwrap();
    let again = || home.loa(&["--demo", "--data-dir", &data, "--offline", "reextract"]).output().unwrap().stdout;
    again();
    let told = again();
    let good = store.article(id).unwrap().unwrap();
    let mut by = good.provenance.by.clone();
    by.insert(Field::Body, Evidence::Generic);
    let draft = Draft {
        title: Some(good.row.title.clone()),
        published: good.row.published,
        author: good.author.clone(),
        sapo: good.sapo.clone(),
        body: good.body.clone(),
        by,
        findings: vec![Finding::with(FindingKind::RulesMissed, "body")],
        ..Draft::default()
    };
    let page = PackedPage::of(&store.page(id).unwrap().unwrap());
    let missed = Incoming {
        source: &good.row.source,
        section: &good.row.section,
        url: &good.row.url,
        listed_as: None,
        draft: &draft,
        offline: Offline::Full,
        fetched: good.provenance.fetched.unwrap(),
        html: page.as_ref(),
        etag: None,
        last_modified: None,
        parts: &[],
        again: Some(&draft),
    };
    store.save(&[missed]).unwrap();
    assert_ne!(store.article(id).unwrap().unwrap().provenance.findings, good.provenance.findings);
    drop(store);
    assert_eq!(again(), told, "its text is as it was");
    let now = open().article(id).unwrap().unwrap();
    assert_eq!((&now.provenance.by, &now.provenance.findings), (&good.provenance.by, &good.provenance.findings));
    assert!(!now.row.edited, "the newspaper changed nothing");
}

#[test]
fn a_source_that_was_added_is_taken_away_again_and_one_that_came_with_loa_is_not() {
    let home = Home::new();
    let file = home.path().join("config.toml");
    let before = "# mine\n[[source]]\nid = \"bao-tho.test\"\n\n[[source.section]]\nid = \"tin\"\nurl = \"https://bao-tho.test/tin\"\n\n# the end\n";
    std::fs::write(&file, before).unwrap();
    let config = file.display().to_string();
    let shown = home.loa(&["--config", &config, "sources", "remove", "bao-tho", "--dry-run"]).output().unwrap().stdout;
    assert_eq!(String::from_utf8(shown).unwrap().trim(), "# mine\n\n# the end");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
    home.loa(&["--config", &config, "sources", "remove", "bao-tho"]).assert().code(0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\n\n# the end\n");
    let refused = home.loa(&["--config", &config, "sources", "remove", "nld"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("sources.builtin"));
}

#[test]
fn a_page_on_which_the_rules_of_its_site_find_everything_is_an_article_though_it_looks_like_a_list() {
    let home = Home::new();
    let link = |n: u8| {
        format!("<li><a href=\"/tin/{n}-nha-tro-moi-cho-tho-det.html\">Nhà trọ mới cho thợ dệt, số {n}</a></li>")
    };
    let paragraph = |n: &str| format!("<p>Tổ kho số {n} đổi ca từ thứ Hai, ai làm thêm đều được nghỉ bù.</p>");
    let page = format!(
        "<html><body><h1 class=\"ten\">Kho lạnh đổi ca</h1><p class=\"luc\">29/11/2026 09:00</p><div class=\"chu\">{}</div>\
         <ul>{}</ul></body></html>",
        ["một", "hai", "ba"].map(paragraph).concat(),
        (1..=4).map(link).collect::<String>()
    );
    let rules = "[[source]]\nid = \"bao-tho.test\"\n[[source.section]]\nid = \"tin\"\nurl = \"https://bao-tho.test/tin\"\n\
                 [source.article]\ntitle = [\"h1.ten\"]\npublished = [\"p.luc\"]\nbody = [\"div.chu\"]\n";
    std::fs::write(home.path().join("kho.html"), page).unwrap();
    let kind = |configuration: &str| {
        let config = home.path().join("config.toml").display().to_string();
        std::fs::write(&config, configuration).unwrap();
        let file = home.path().join("kho.html").display().to_string();
        let address = "https://bao-tho.test/tin/kho.html";
        let out = home.loa(&["--config", &config, "extract", "--json", "--url", address, &file]).output().unwrap();
        serde_json::from_slice::<Value>(&out.stdout).unwrap()["kind"].as_str().map(str::to_owned)
    };
    assert_eq!(kind("").as_deref(), Some("listing"));
    assert_eq!(kind(rules).as_deref(), Some("article"));
}
