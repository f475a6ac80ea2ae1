//! The site files that are part of the program, in the order of the sources pane: labour papers first.
//!
//! One file a site under `sites/`, named like its host. Absent on purpose: a build script; a test compares this
//! table with the folder instead.

macro_rules! site {
    ($host:literal) => {
        (concat!($host, ".toml"), include_str!(concat!("sites/", $host, ".toml")))
    };
}

/// File name and text of every embedded site file.
pub(super) const SITES: &[(&str, &str)] = &[
    site!("laodong.vn"),
    site!("nld.com.vn"),
    site!("laodongthudo.vn"),
    site!("laodongcongdoan.vn"),
    site!("cuocsongantoan.laodongcongdoan.vn"),
    site!("congdoan.vn"),
    site!("baodansinh.vn"),
    site!("dantri.com.vn"),
    site!("vnexpress.net"),
    site!("tuoitre.vn"),
    site!("thanhnien.vn"),
    site!("vietnamnet.vn"),
    site!("tienphong.vn"),
    site!("nhandan.vn"),
    site!("baochinhphu.vn"),
    site!("vietnamplus.vn"),
    site!("plo.vn"),
    site!("cafef.vn"),
    site!("baodautu.vn"),
    site!("hanoimoi.vn"),
    site!("znews.vn"),
    // Read where they are met; no refresh goes there by itself.
    site!("congdoandatto.org.vn"),
    site!("sotttt.hanoi.gov.vn"),
    site!("giaoduc.net.vn"),
    site!("thethaovanhoa.vn"),
    site!("tintaynguyen.com"),
    site!("cafebiz.vn"),
    site!("genk.vn"),
    site!("binhluan.biz"),
];
