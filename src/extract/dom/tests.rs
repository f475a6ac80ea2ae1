//! Rows of a page.

use super::*;

#[test]
fn a_subtree_is_a_range_of_rows() {
    let html = Html::parse_document("<main><p>a<b>b</b></p><p>c</p></main>");
    let outline = Outline::of(&html);
    let paragraphs = outline.select("main > p", &(0..outline.rows.len()));
    assert_eq!(paragraphs.iter().map(|p| outline.line(*p)).collect::<Vec<_>>(), ["ab", "c"]);
    assert_eq!(outline.select("b", &outline.subtree(paragraphs[1])), Vec::<usize>::new());
}
