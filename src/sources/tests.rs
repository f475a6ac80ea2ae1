//! The embedded files, the user's overlay, lookups by name.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;

#[test]
fn newspapers_of_the_users_own_come_first_and_the_built_in_ones_can_be_left_out() {
    let own = "[[source]]\nid = \"xyz.example\"\n[[source.section]]\nid = \"tin\"\nurl = \"https://xyz.example/\"\n\
               [[source]]\nid = \"nld.com.vn\"\nname = \"NLĐ\"\n";
    let catalog = || Catalog::built_in().unwrap().with_user("c.toml", overlay::read("c.toml", own).unwrap()).unwrap();
    let ids = |catalog: Catalog| catalog.sites.into_iter().map(|site| site.id).collect::<Vec<_>>();
    let usual = ids(catalog().arranged(&[], BuiltIn::All));
    assert_eq!(usual[0], "xyz.example");
    assert_eq!(usual.len(), Catalog::built_in().unwrap().sites.len() + 1);
    assert_eq!(ids(catalog().arranged(&["laodong.vn".to_owned()], BuiltIn::All))[..2], ["laodong.vn", "xyz.example"]);
    assert_eq!(ids(catalog().arranged(&[], BuiltIn::Named)), ["xyz.example", "nld.com.vn"]);
    let wanted = ["laodong.vn".to_owned(), "nobody.example".to_owned()];
    let grouped = catalog().grouped([("Công đoàn", wanted.as_slice())]).arranged(&[], BuiltIn::Named);
    assert_eq!(grouped.groups_of("laodong.vn").collect::<Vec<_>>(), ["Công đoàn"]);
    assert_eq!(grouped.groups[0].sources.len(), 1, "nobody knows the other one");
    assert_eq!(grouped.hidden.len(), Catalog::built_in().unwrap().sites.len() - 2);
    assert_eq!(ids(grouped), ["xyz.example", "laodong.vn", "nld.com.vn"]);
}

fn catalog() -> Catalog {
    Catalog::built_in().unwrap()
}

fn overlaid(toml: &str) -> Result<Catalog, SourceError> {
    catalog().with_user("config.toml", overlay::read("config.toml", toml)?)
}

#[test]
fn every_file_of_the_folder_is_embedded_and_named_like_its_site() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sources/sites");
    let on_disk: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let embedded: BTreeSet<String> = embedded::SITES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(on_disk, embedded);
    for (file, text) in embedded::SITES {
        assert_eq!(format!("{}.toml", parse::site(file, text).unwrap().id), *file);
    }
}

#[test]
fn the_rules_of_an_embedded_site_are_those_of_its_whole_file() {
    for (file, text) in embedded::SITES {
        let (site, whole) = (parse::embedded(file, text).unwrap(), parse::site(file, text).unwrap());
        assert_eq!((&*site.article, &*site.listing), (&*whole.article, &*whole.listing), "{file}");
        assert_eq!((site.sections.len(), site.pace), (whole.sections.len(), whole.pace), "{file}");
    }
}

#[test]
fn the_rules_of_a_site_stay_unread_where_the_user_changes_only_its_sections() {
    let changed = "[[source]]\nid = \"nld.com.vn\"\nenabled = false\n[[source]]\nid = \"laodong.vn\"\n\
                   [source.article]\ntitle = [\".a\"]\n";
    let catalog = overlaid(changed).unwrap();
    assert!(!catalog.by_host("nld.com.vn").unwrap().article.is_read());
    assert!(!catalog.by_host("nld.com.vn").unwrap().listing.is_read());
    assert!(catalog.by_host("laodong.vn").unwrap().article.is_read(), "those that are changed are checked");
}

#[test]
fn every_site_says_when_and_against_what_it_was_checked() {
    for site in catalog().sites {
        assert!(site.checked.as_deref().is_some_and(|day| day.len() == 10), "{}", site.id);
        assert!(site.against.is_some(), "{}", site.id);
    }
}

#[test]
fn an_unverified_site_has_no_verified_section() {
    for site in catalog().sites.iter().filter(|site| site.unverified) {
        assert!(site.sections.iter().all(|section| section.unverified), "{}", site.id);
    }
}

#[test]
fn the_labour_papers_have_sections_which_a_refresh_visits() {
    let catalog = catalog();
    for id in ["laodong.vn", "nld.com.vn", "laodongthudo.vn", "laodongcongdoan.vn", "congdoan.vn", "baodansinh.vn"] {
        assert!(catalog.find(id).unwrap().sections.iter().any(|section| section.enabled), "{id}");
    }
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let error = parse::site("x.toml", "id = \"a.vn\"\nnmae = \"A\"\n").unwrap_err().to_string();
    assert!(error.contains("x.toml:2: ") && error.contains("nmae"), "{error}");
}

#[test]
fn a_wrong_address_is_named_with_file_table_and_key() {
    let error =
        overlaid("[[source]]\nid = \"a.vn\"\n[[source.section]]\nid = \"x\"\nurl = \"/tin-tuc\"\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "config.toml:1: [section] url: \"/tin-tuc\" is not an http or https address (section \"x\")"
    );
}

#[test]
fn a_new_section_without_an_address_is_refused() {
    let error = overlaid("[[source]]\nid = \"a.vn\"\n[[source.section]]\nid = \"x\"\n").unwrap_err().to_string();
    assert!(error.contains("[source.section] url"), "{error}");
}

#[test]
fn only_replaces_the_built_in_sections() {
    let toml = "[[source]]\nid = \"nld.com.vn\"\nonly = true\n[[source.section]]\nid = \"x\"\nurl = \"https://nld.com.vn/x.htm\"\n";
    let catalog = overlaid(toml).unwrap();
    let site = catalog.find("nld").unwrap();
    assert_eq!(site.sections.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["x"]);
    assert!(!site.listing.is_empty(), "the built-in rules stay");
}

#[test]
fn a_section_of_a_built_in_id_keeps_what_the_reader_does_not_say() {
    let catalog =
        overlaid("[[source]]\nid = \"nld.com.vn\"\n[[source.section]]\nid = \"viec-lam\"\nenabled = false\n").unwrap();
    let section = catalog.find("nld.com.vn").unwrap().section("viec-lam").unwrap();
    assert!(!section.enabled);
    assert_eq!(section.url, "https://nld.com.vn/lao-dong/viec-lam.htm");
}

#[test]
fn selectors_of_the_reader_are_tried_first() {
    let catalog = overlaid("[[source]]\nid = \"nld.com.vn\"\n[source.listing]\nitem = [\".new\"]\n").unwrap();
    let items = &catalog.find("nld.com.vn").unwrap().listing.item;
    assert_eq!(items.first().map(String::as_str), Some(".new"));
    assert!(items.len() > 1);
}

#[test]
fn other_tables_of_the_configuration_are_not_looked_at() {
    assert!(overlaid("[network.mirrors]\n\"https://a.vn\" = \"http://127.0.0.1\"\n[ui]\nx = 1\n").is_ok());
}

#[test]
fn an_unambiguous_beginning_finds_a_source_and_an_ambiguous_one_lists_them() {
    let catalog = catalog();
    assert_eq!(catalog.find("nld").unwrap().id, "nld.com.vn");
    assert_eq!(catalog.find("laodong.vn").unwrap().id, "laodong.vn");
    let error = catalog.find("laodong").unwrap_err().to_string();
    assert!(error.contains("laodong.vn") && error.contains("laodongthudo.vn"), "{error}");
    assert!(catalog.find("").is_err());
}

#[test]
fn a_scope_names_a_source_and_a_section() {
    let catalog = catalog();
    let (site, section) = catalog.resolve("nld/viec").unwrap();
    assert_eq!((site.id.as_str(), section.map(|s| s.id.as_str())), ("nld.com.vn", Some("viec-lam")));
    assert!(catalog.resolve("nld/khong-co").is_err());
}

#[test]
fn a_host_is_served_by_itself_then_by_its_parent_domain() {
    let catalog = catalog();
    assert_eq!(catalog.by_host("cuocsongantoan.laodongcongdoan.vn").unwrap().id, "cuocsongantoan.laodongcongdoan.vn");
    assert_eq!(catalog.by_host("m.vnexpress.net").unwrap().id, "vnexpress.net");
    assert!(catalog.by_host("com.vn").is_none());
    assert!(catalog.by_host("example.org").is_none());
}

#[test]
fn a_site_at_the_bound_of_selectors_is_kept_and_one_more_is_refused() {
    let with = |n: usize| format!("id = \"a.vn\"\n[listing]\nitem = [{}]\n", vec!["\"a\""; n].join(","));
    assert!(parse::site("x", &with(parse::MAX_SELECTORS)).is_ok());
    assert!(parse::site("x", &with(parse::MAX_SELECTORS + 1)).is_err());
}

#[test]
fn a_wrong_selector_is_named_with_the_line_on_which_it_is_written() {
    let text = "[[source]]\nid = \"mot.example\"\n\n[[source]]\nid = \"hai.example\"\n[source.article]\ntitle = \"h1\"\n\
        remove = [\n  \".quang-cao\",\n  \".lien-quan[\",\n]\n";
    let wrong = |selector: &str| SourceError::BadSelector {
        file: "c.toml".to_owned(),
        table: "article".to_owned(),
        key: "remove".to_owned(),
        selector: selector.to_owned(),
    };
    let told = |selector: &str, line| wrong(selector).at_its_line(text, line).to_string();
    assert_eq!(told(".lien-quan[", 4), "c.toml:10: [source.article] remove: \".lien-quan[\" is not a CSS selector");
    assert!(told(".khong-co[", 4).starts_with("c.toml:4: "));
    assert!(told(".lien-quan[", 1).starts_with("c.toml:1: "), "not that of another source");
}
