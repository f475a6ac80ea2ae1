//! Several at once: handles of one file, questions beside questions.

use super::*;

#[test]
fn two_handles_of_one_file_see_each_other() {
    let home = tempfile::tempdir().unwrap();
    let open = || Store::open(home.path(), Arc::new(FixedClock(NOW))).unwrap();
    let (one, two) = (open(), open());
    let (id, _) = save(&one, "a", None, &draft("A", "chữ"));
    two.mark(&[id], crate::model::RowMark::Starred).unwrap();
    assert!(one.article(id).unwrap().unwrap().row.starred);
    assert_eq!(one.counts().unwrap(), two.counts().unwrap());
}

#[test]
fn a_page_of_any_list_is_read_from_an_index() {
    let store = memory();
    let plan = |sql: &str| -> String {
        store
            .read(|c| {
                let mut plan = c.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let lines = plan.query_map([], |row| row.get::<_, String>(3))?.collect::<rusqlite::Result<Vec<_>>>()?;
                Ok(lines.join("; "))
            })
            .unwrap()
    };
    for (condition, index) in
        [("", "PRIMARY KEY"), ("AND unread = 1", "members_unread"), ("AND starred = 1", "members_starred")]
    {
        let sql = format!(
            "SELECT id, sort FROM members WHERE list = 1 {condition} AND (sort, id) < (5, 5) ORDER BY sort DESC, id DESC LIMIT 5"
        );
        let plan = plan(&sql);
        assert!(plan.contains(index) && plan.contains("(sort,id)<") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[test]
fn neither_a_question_nor_a_write_waits_for_a_long_question_even_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Arc::new(FixedClock(NOW))).unwrap();
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (end, may_end) = std::sync::mpsc::channel::<()>();
    let long = store.clone();
    let asking = std::thread::spawn(move || {
        long.read(|_| {
            begun.send(()).unwrap();
            let _ = may_end.recv();
            Ok(())
        })
    });
    has_begun.recv().unwrap();
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send((store.counts().unwrap().total, store.set_setting("x", "y").is_ok())));
    let answer = is_done.recv_timeout(std::time::Duration::from_secs(30));
    end.send(()).unwrap();
    assert_eq!(answer, Ok((0, true)));
    asking.join().unwrap().unwrap();
}
