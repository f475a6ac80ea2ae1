//! What is derived for labour news: documents, originals, case files.

use super::*;

#[test]
fn documents_are_counted_by_the_articles_that_cite_them_now() {
    let store = memory();
    let decree = "Theo Nghị định 38/2022/NĐ-CP, lương tăng. Điều 4 Nghị định 38/2022/ND-CP nói rõ.";
    save(&store, "a", None, &draft("Một", decree));
    save(&store, "b", None, &draft("Hai", "Nghị định 38/2022/NĐ-CP và Luật Công đoàn năm 2012."));
    save(&store, "c", None, &draft("Ba", "Không dẫn gì."));
    assert_eq!(store.settle_documents(usize::MAX).unwrap(), 3);
    let told = |order| {
        let found = store.documents(order, 10).unwrap();
        found.into_iter().map(|found| (found.norm, found.articles)).collect::<Vec<_>>()
    };
    let expected = [("38/2022/NĐ-CP".to_owned(), 2), ("Luật Công đoàn 2012".to_owned(), 1)];
    assert_eq!(told(crate::model::DocumentOrder::MostCited), expected);
    // The text was corrected: it cites another one now.
    save(&store, "b", None, &draft("Hai", "Nghị định 74/2024/NĐ-CP có hiệu lực."));
    store.settle_documents(usize::MAX).unwrap();
    assert_eq!(told(crate::model::DocumentOrder::MostCited).len(), 2);
    assert!(store.counts().unwrap().cites);
}

#[test]
fn the_articles_that_cite_a_document_are_a_list_like_any_other() {
    let store = memory();
    let decree = |n: i64| draft(&format!("Tin {n}"), "Theo Nghị định 38/2022/NĐ-CP, lương tăng.");
    let ids: Vec<ArticleId> = (0..5).map(|n| save(&store, &format!("a{n}"), None, &decree(n)).0).collect();
    save(&store, "khac", None, &draft("Khác", "Luật Công đoàn năm 2012."));
    store.settle_documents(usize::MAX).unwrap();
    store.mark(&ids[..2], crate::model::RowMark::Read).unwrap();
    store.mark(&ids[4..], crate::model::RowMark::Starred).unwrap();
    let scope = || Scope::Citing(Some("38/2022/NĐ-CP".to_owned()));
    let all = Query { scope: scope(), ..Query::default() };
    assert_eq!(list(&store, &all).len(), 5);
    assert_eq!(store.rows(&all, Window { after: None, limit: 2 }).unwrap().total, 5);
    let mut turned = list(&store, &Query { order: Order::Oldest, ..all.clone() });
    turned.reverse();
    assert_eq!(turned, list(&store, &all));
    let narrowed = |change: fn(&mut crate::model::Filter)| {
        let mut query = all.clone();
        change(&mut query.filter);
        (list(&store, &query).len(), store.rows(&query, Window { after: None, limit: 1 }).unwrap().total)
    };
    assert_eq!(narrowed(|filter| filter.unread = true), (3, 3));
    assert_eq!(narrowed(|filter| filter.starred = true), (1, 1));
    assert_eq!(narrowed(|filter| filter.title = Some("tin 3".to_owned())), (1, 1));
    assert_eq!(list(&store, &Query { scope: Scope::Citing(None), ..Query::default() }).len(), 6);
    assert_eq!(
        list(&store, &Query { scope: Scope::Citing(Some("1/2000/QH10".to_owned())), ..Query::default() }).len(),
        0
    );
    store.pump_index(usize::MAX).unwrap();
    let request = SearchRequest { text: "lương".to_owned(), limit: 10, scope: scope(), ..SearchRequest::default() };
    assert_eq!(store.search(&request).unwrap().hits.len(), 5, "a search stays in the list");
}

#[test]
fn a_page_of_what_cites_a_document_walks_no_list() {
    let store = memory();
    save(&store, "a", None, &draft("Một", "Theo Nghị định 38/2022/NĐ-CP, lương tăng."));
    store.settle_documents(usize::MAX).unwrap();
    let sql =
        "EXPLAIN QUERY PLAN SELECT norm FROM documents WHERE articles > 0 ORDER BY articles DESC, newest DESC LIMIT 30";
    let plan: String = store.read(|c| Ok(c.query_row(sql, [], |row| row.get(3))?)).unwrap();
    assert!(plan.contains("documents_most"), "{plan}");
}

#[test]
fn what_is_said_of_a_candidate_is_kept_for_its_query() {
    let store = memory();
    store.judge("đình công", ArticleId(7), crate::model::Judgement::Confirmed).unwrap();
    store.judge("đình công", ArticleId(8), crate::model::Judgement::Struck).unwrap();
    store.judge("đình công", ArticleId(8), crate::model::Judgement::Open).unwrap();
    let kept = store.judgements("đình công").unwrap();
    assert_eq!(kept.get(&ArticleId(7)), Some(&crate::model::Judgement::Confirmed));
    assert_eq!(kept.get(&ArticleId(8)), Some(&crate::model::Judgement::Open));
    assert!(store.judgements("đình").unwrap().is_empty());
}

#[test]
fn an_article_that_credits_a_paper_knows_the_stored_one_of_that_paper() {
    let store = memory();
    let text = "Công ty May Sông Hồng trả đủ lương tháng cho hai trăm công nhân sau ba ngày ngừng việc tập thể. Liên đoàn lao \
                động huyện đã cùng chủ doanh nghiệp ký biên bản, hẹn trả tiền làm thêm giờ trước ngày hai mươi lăm.";
    let page = |host: &str, last: Option<&str>| {
        let url = CanonicalUrl::parse(&format!("https://{host}/bai.html")).unwrap();
        let paragraphs = [Some(text), last].into_iter().flatten().map(Block::paragraph).collect();
        let draft =
            Draft { title: Some("Công nhân nhận đủ lương".into()), body: paragraphs, ..Draft::default() };
        let (source, section) = (SourceId(host.to_owned()), SectionId("tin".to_owned()));
        let incoming = Incoming {
            source: &source,
            section: &section,
            url: &url,
            listed_as: None,
            draft: &draft,
            offline: Offline::Full,
            fetched: NOW,
            html: None,
            etag: None,
            last_modified: None,
            parts: &[],
            again: None,
        };
        store.save(&[incoming]).unwrap()[0].0
    };
    let first = page("laodong.vn", None);
    let taken = page("bao.example.vn", Some("Theo Báo Lao Động"));
    store.settle_stories(usize::MAX).unwrap();
    let original = |id| store.article(id).unwrap().unwrap().provenance.original.map(|original| original.id);
    assert_eq!((original(taken), original(first)), (Some(first), None));
}

#[test]
fn a_text_that_was_changed_while_its_story_was_looked_for_is_compared_as_it_is_now() {
    let store = memory();
    let strike = "Sáng nay 300 công nhân xưởng may ngừng việc vì chậm lương tháng Chín, đến chiều thì giám đốc hứa trả đủ \
                  trước ngày mười lăm và liên đoàn lao động huyện ghi biên bản có chữ ký hai bên.";
    let fire = "Rạng sáng một kho gỗ ở ngoại thành bốc cháy, mười hai xe cứu hỏa dập lửa suốt bốn giờ, không ai bị thương \
                nhưng toàn bộ hàng chờ xuất khẩu đã cháy rụi theo lời chủ kho kể lại với phóng viên.";
    let first = save(&store, "a", None, &draft("Ngừng việc", strike)).0;
    store.settle_stories(usize::MAX).unwrap();
    let second = save(&store, "b", None, &draft("Cháy kho", fire)).0;
    let archive = &store.inner.connections;
    let read =
        |c: &rusqlite::Connection| stories::read_part(c, &[second.0], &mut crate::labour::story::WordHashes::default());
    let waiting = archive.read(read).unwrap();
    save(&store, "b", None, &draft("Công nhân may ngừng việc", strike));
    archive.write(|c| stories::place(c, &waiting[0])).unwrap();
    let story = |id| store.article(id).unwrap().unwrap().row.story;
    assert_eq!(story(second), story(first));
}

#[test]
fn a_search_for_a_place_finds_what_names_it_and_nothing_that_only_bears_its_name() {
    let store = memory();
    let texts = [
        "Công nhân Gia Lai trở lại nương cà phê sau Tết.",
        "CLB Hoàng Anh Gia Lai thua trận thứ ba.",
        "Tiếng đánh giá lại vang khắp xưởng.",
        "Mưa lũ ở tỉnh Hà Nam, Trung Quốc.",
        "LĐLĐ tỉnh Hà Nam trao nhà cho đoàn viên.",
    ];
    for (number, text) in texts.iter().enumerate() {
        save(&store, &format!("a{number}"), None, &draft(&format!("Tin {number}"), text));
    }
    store.pump_index(usize::MAX).unwrap();
    let found = |text: &str| {
        let request = SearchRequest { text: text.to_owned(), limit: 10, ..SearchRequest::default() };
        let mut titles: Vec<String> =
            store.search(&request).unwrap().hits.into_iter().map(|hit| hit.row.title).collect();
        titles.sort();
        titles
    };
    assert_eq!(found("nơi:\"Gia Lai\""), ["Tin 0"]);
    assert_eq!(found("nơi:gia lai"), ["Tin 0"]);
    assert_eq!(found("nơi:\"Hà Nam\""), ["Tin 4"]);
    assert_eq!(found("nơi:\"Hà Nam\" lũ"), [""; 0]);
    assert_eq!(found("tin -nơi:\"Gia Lai\"").len(), 4);
    assert_eq!(found("nơi:\"Gia Lai\" OR nơi:\"Hà Nam\""), ["Tin 0", "Tin 4"]);
}

#[test]
fn the_name_of_a_place_that_was_asked_for_is_marked_with_its_own_marks_only() {
    let store = memory();
    save(&store, "a", None, &draft("Một", "Họ đánh giá lại đơn hàng. Công nhân Gia Lai chờ việc."));
    store.pump_index(usize::MAX).unwrap();
    let request = SearchRequest { text: "nơi:gia lai".to_owned(), limit: 10, ..SearchRequest::default() };
    let hit = store.search(&request).unwrap().hits.remove(0);
    let marked: Vec<&str> = hit.marks.iter().map(|(start, end)| &hit.snippet[*start..*end]).collect();
    assert_eq!(marked, ["Gia Lai"]);
}

#[test]
fn a_review_that_broke_off_is_not_told_again_and_one_that_could_not_be_written_is() {
    let store = memory();
    let ids: Vec<ArticleId> =
        ["a", "b"].iter().map(|name| save(&store, name, None, &draft(name, "Công nhân họp tổ.")).0).collect();
    store.begin_digest(&ids).unwrap();
    assert!(store.any_digested(&ids[..1]).unwrap());
    assert_eq!(store.broken_digest().unwrap().map(|(_, count)| count), Some(2));
    store.take_back_digest(&ids).unwrap();
    assert!(!store.any_digested(&ids).unwrap() && store.broken_digest().unwrap().is_none());
    store.begin_digest(&ids[..1]).unwrap();
    store.end_digest().unwrap();
    assert!(store.any_digested(&ids[..1]).unwrap() && store.broken_digest().unwrap().is_none());
}

#[test]
fn a_law_by_its_name_and_by_its_number_is_one_document_of_the_archive() {
    let store = memory();
    save(&store, "a", None, &draft("Một", "Luật Đò ngang năm 2030 nói rõ."));
    save(&store, "b", None, &draft("Hai", "Luật Đò ngang số 43/2030/QH18 có hiệu lực."));
    save(&store, "c", None, &draft("Ba", "Theo Luật số 43/2030/QH18."));
    save(&store, "d", None, &draft("Bốn", "Nghị định 5/2031/NĐ-CP hướng dẫn Luật Đò ngang."));
    store.settle_documents(usize::MAX).unwrap();
    let found = store.documents(crate::model::DocumentOrder::MostCited, 10).unwrap();
    let told: Vec<_> = found.iter().map(|law| (law.norm.as_str(), law.name.as_deref(), law.articles)).collect();
    assert_eq!(told, [("43/2030/QH18", Some("Luật Đò ngang 2030"), 3), ("5/2031/NĐ-CP", None, 1)]);
    for asked in ["43/2030/QH18", "43/2030", "Luật Đò ngang", "Luật Đò ngang năm 2030"] {
        assert_eq!(store.citing(asked, 10).unwrap().len(), 3, "{asked}");
    }
    store.pump_index(usize::MAX).unwrap();
    for query in [
        "vb:43/2030/QH18",
        "vb:Luật Đò ngang 2030",
        "vb:\"Luật Đò ngang năm 2030\"",
        "vb:\"Luật Đò ngang số 43/2030/QH18\"",
    ] {
        assert_eq!(store.count_found(query).unwrap(), 3, "{query}");
    }
}

#[test]
fn laws_of_one_name_with_two_numbers_stay_apart() {
    let store = memory();
    save(&store, "a", None, &draft("Một", "Luật Đò ngang năm 2030 nói rõ."));
    save(&store, "b", None, &draft("Hai", "Luật Đò ngang số 43/2030/QH18 có hiệu lực."));
    store.settle_documents(usize::MAX).unwrap();
    save(&store, "c", None, &draft("Ba", "Luật Đò ngang số 34/2030/QH18 được sửa."));
    store.settle_documents(usize::MAX).unwrap();
    let found = store.documents(crate::model::DocumentOrder::MostCited, 10).unwrap();
    assert!(found.iter().all(|law| law.articles == 1 && law.name.is_none()) && found.len() == 3, "{found:?}");
}

#[test]
fn a_law_that_is_asked_for_without_its_year_is_one_name() {
    let store = memory();
    save(&store, "a", None, &draft("Một", "Theo Luật Công đoàn, ba thợ được bầu."));
    save(&store, "b", None, &draft("Hai", "Luật sư nói công đoàn sẽ giúp."));
    save(&store, "c", None, &draft("Ba", "Luật BHXH 2024 đã rõ."));
    save(&store, "d", None, &draft("Bốn", "Luật Bảo hiểm xã hội năm 2024 đã rõ."));
    store.pump_index(usize::MAX).unwrap();
    for (query, count) in [("vb:Luật Công đoàn", 1), ("vb:luat cong doan", 1), ("vb:Luật BHXH 2024", 2)] {
        assert_eq!(store.count_found(query).unwrap(), count, "{query}");
    }
}

#[test]
fn what_is_like_an_article_are_others_and_not_its_own_copies() {
    let store = memory();
    let text = "Tai nạn lao động ở công trường làm ba công nhân thiệt mạng, thanh tra lao động vào cuộc điều tra nguyên nhân. \
                Giàn giáo tầng bốn sập lúc tám giờ sáng khi tổ thợ đang đổ bê tông, hai người khác bị thương nặng. \
                Chủ đầu tư tạm dừng thi công, công đoàn cơ sở thăm hỏi gia đình các nạn nhân và lo thủ tục bảo hiểm xã hội. "
        .repeat(2);
    let like = "Thanh tra lao động công bố nguyên nhân tai nạn lao động ở một công trường khác; công đoàn cơ sở thăm hỏi \
                công nhân bị thương, bảo hiểm xã hội chi trả cho gia đình nạn nhân.";
    let (id, _) = save(&store, "a", None, &draft("Sập giàn giáo ở công trường, ba công nhân thiệt mạng", &text));
    save(&store, "b", None, &draft("Ba công nhân thiệt mạng vì sập giàn giáo ở công trường", &text));
    let (other, _) = save(&store, "c", None, &draft("Nguyên nhân một vụ tai nạn", like));
    store.settle_stories(usize::MAX).unwrap();
    store.pump_index(usize::MAX).unwrap();
    assert_eq!(store.with_stories(&[id]).unwrap().len(), 2, "the copy is one");
    let request = SearchRequest { text: format!("giống:{id}"), limit: 10, ..SearchRequest::default() };
    let found: Vec<ArticleId> = store.search(&request).unwrap().hits.iter().map(|hit| hit.row.id).collect();
    assert_eq!(found, [other]);
}
