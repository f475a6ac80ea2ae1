//! Pictures: fetched politely when an article is opened, decoded off the loop within bounds, made small.
//!
//! Without the feature `images` there are none, and captions stay what they are.

use crate::fetch::{Answer, Fetcher, Validators};
use crate::model::CanonicalUrl;
use crate::ui::reader::picture::Raster;

/// The picture at an address, made small enough for the screen; `None` when it cannot be had or read.
pub(super) async fn picture(fetcher: Fetcher, address: String) -> Option<Raster> {
    let url = CanonicalUrl::parse(&address)?;
    let Ok(Answer::Fetched(page)) = fetcher.get(&url, &Validators::default()).await else { return None };
    // A panic in a decoder costs its picture alone.
    tokio::task::spawn_blocking(move || decode(&page.bytes)).await.ok()?
}

#[cfg(feature = "images")]
fn decode(bytes: &[u8]) -> Option<Raster> {
    use crate::ui::reader::picture::{MAX_HEIGHT, MAX_WIDTH};
    /// Widest and highest picture that is decoded, pixels.
    const MAX_SIDE: u32 = 12_000;
    /// Most memory that decoding may take, bytes.
    const MAX_ALLOCATION: u64 = 256 << 20;

    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    let small = reader.decode().ok()?.thumbnail(u32::from(MAX_WIDTH), u32::from(MAX_HEIGHT)).to_rgb8();
    let (width, height) = (u16::try_from(small.width()).ok()?, u16::try_from(small.height()).ok()?);
    Some(Raster { width, height, pixels: small.pixels().map(|p| p.0).collect() })
}

#[cfg(not(feature = "images"))]
fn decode(_: &[u8]) -> Option<Raster> {
    None
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_made_small_and_rubbish_is_none() {
        let large = image::RgbImage::from_pixel(400, 200, image::Rgb([10, 20, 30]));
        let mut png = std::io::Cursor::new(Vec::new());
        large.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let raster = decode(png.get_ref()).unwrap();
        assert_eq!((raster.width, raster.height, raster.pixels[0]), (100, 50, [10, 20, 30]));
        assert_eq!(decode(b"no picture"), None);
        assert_eq!(decode(&png.get_ref()[..60]), None);
    }
}
