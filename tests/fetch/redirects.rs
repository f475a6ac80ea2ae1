//! Redirects: followed within a site, reported if they lead to another one, never followed in a loop.

use super::*;

#[tokio::test]
async fn a_redirect_within_the_site_changes_the_identity() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/cu" => Reply::redirect("https://www.bao.test/moi"),
        _ => Reply::html("x"),
    })
    .await;
    let mut settings = mirrored(&server);
    settings.mirrors.insert("https://www.bao.test".into(), format!("{}/bao", server.base()));
    assert_eq!(page(&Fetcher::new(settings), "https://bao.test/cu").await.url.as_str(), "https://www.bao.test/moi");
}

#[tokio::test]
async fn a_redirect_to_another_site_is_reported_and_not_followed() {
    let server = serve(|_| Reply::redirect("https://khac.test/dang-nhap")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    let led = FetchError::LedAway { host: "bao.test".into(), to: "khac.test".into() };
    assert_eq!(get(&fetcher, "https://bao.test/").await.unwrap_err(), led);
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_site_may_name_hosts_to_which_it_redirects() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/" => Reply::redirect("https://khac.test/a"),
        _ => Reply::html("x"),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    fetcher.set_host("www.bao.test", HostRules { allies: vec!["khac.test".into()], ..HostRules::default() });
    assert_eq!(page(&fetcher, "https://bao.test/").await.url.as_str(), "https://khac.test/a");
}

#[tokio::test]
async fn a_redirect_may_be_written_with_vietnamese_letters() {
    let server = serve(|asked| match asked.path.as_str() {
        "/bao/cu" => Reply::redirect("https://bao.test/mới"),
        _ => Reply::html("x"),
    })
    .await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(page(&fetcher, "https://bao.test/cu").await.url.as_str(), "https://bao.test/m%E1%BB%9Bi");
}

#[tokio::test]
async fn redirects_in_a_ring_and_without_end_are_given_up() {
    let ring = serve(|asked| Reply::redirect(if asked.path == "/bao/a" { "b" } else { "a" })).await;
    assert_eq!(kind(&Fetcher::new(mirrored(&ring)), "https://bao.test/a").await, "redirects");
    let endless = serve(|asked| Reply::redirect(&format!("{}x", asked.path))).await;
    assert_eq!(kind(&Fetcher::new(mirrored(&endless)), "https://bao.test/a").await, "redirects");
    assert_eq!(endless.requests(), NetworkSettings::default().max_redirects + 1);
}

#[tokio::test]
async fn a_redirect_to_no_web_address_is_named() {
    let server = serve(|_| Reply::redirect("javascript:alert(1)")).await;
    assert_eq!(kind(&Fetcher::new(mirrored(&server)), "https://bao.test/a").await, "redirects");
}

#[tokio::test]
async fn a_redirect_from_an_encrypted_page_to_one_that_is_not_is_refused() {
    let server = serve(|_| Reply::redirect("http://bao.test/b")).await;
    let fetcher = Fetcher::new(mirrored(&server));
    assert_eq!(kind(&fetcher, "https://bao.test/a").await, "downgrade");
    assert_eq!(server.requests(), 1);
}
