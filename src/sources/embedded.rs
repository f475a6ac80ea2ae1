//! The site files embedded in the program, in the order of the sources pane: labour newspapers first.
//!
//! One file per site under `sites/`, named after its host. Deliberately absent: a build script; a test compares this
//! table with the folder.

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
    // Read only when the user asks for them; a refresh does not visit them on its own.
    site!("congdoandatto.org.vn"),
    site!("sotttt.hanoi.gov.vn"),
    site!("giaoduc.net.vn"),
    site!("thethaovanhoa.vn"),
    site!("tintaynguyen.com"),
    site!("cafebiz.vn"),
    site!("genk.vn"),
    site!("binhluan.biz"),
];
