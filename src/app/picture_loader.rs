//! Pictures: from the shelf or, politely, from the network, when an article is opened; decoded off the loop within bounds, made
//! to measure for the pane and put into the terminal's own protocol.
//!
//! Units: pixels of the picture and of a cell; cells of the pane. Without the feature `images` there are none, and captions
//! stay what they are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::fetch::{Answer as Page, Fetcher, Validators};
use crate::model::{CanonicalUrl, TroubleKind};
use crate::store::PictureShelf;
use crate::ui::reader::picture::Picture;
use crate::ui::reader::unshown::Unshown;

use super::decode::Answer;
use super::hints::Hints;

/// Pixels of a cell where the terminal does not say.
const USUAL_CELL: (u16, u16) = (8, 16);
/// Most bytes of undecoded pictures kept in memory, so that a new size of the pane needs no request.
const KEPT_BYTES: usize = 12 << 20;

/// How pictures are put on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Blocks,
    Kitty,
    Sixel,
    Iterm2,
}

/// What is known of the terminal, and what pictures were asked for.
pub(super) struct PictureLoader {
    hints: Hints,
    fixed: Option<Protocol>,
    kitty: bool,
    sixel: bool,
    cell: Option<(u16, u16)>,
    shared: Arc<SharedLoader>,
}

/// What the jobs share.
struct SharedLoader {
    /// The room each picture should be made for now: an older request is not worth the work.
    wanted: Mutex<BTreeMap<String, (u16, u16)>>,
    /// Bytes of pictures, by address.
    kept: Mutex<BTreeMap<String, Arc<Vec<u8>>>>,
    /// Held while a picture is decoded: one at a time.
    hand: Semaphore,
}

/// A picture that was asked for.
pub(super) struct PictureRequest {
    pub(super) address: String,
    /// Columns and rows it may take.
    pub(super) room: (u16, u16),
}

impl PictureLoader {
    /// For a terminal with these hints; `asked` is the user's setting.
    pub(super) fn new(hints: Hints, asked: &str) -> Self {
        let fixed = match asked {
            "kitty" => Some(Protocol::Kitty),
            "sixel" => Some(Protocol::Sixel),
            "iterm2" => Some(Protocol::Iterm2),
            "blocks" => Some(Protocol::Blocks),
            _ => None,
        };
        let shared =
            Arc::new(SharedLoader { wanted: Mutex::default(), kept: Mutex::default(), hand: Semaphore::new(1) });
        Self { hints, fixed, kitty: false, sixel: false, cell: None, shared }
    }

    /// Takes an answer of the terminal; whether pictures are drawn in another way from now on.
    pub(super) fn take_answer(&mut self, answer: Answer) -> bool {
        let before = (self.protocol(), self.cell());
        match answer {
            Answer::Kitty => self.kitty = true,
            Answer::Cell(width, height) => self.cell = Some((width, height)),
            Answer::Attributes(sixel) => self.sixel = sixel && !self.hints.distrusted,
            Answer::Ground(..) | Answer::Column(_) => {}
        }
        before != (self.protocol(), self.cell())
    }

    /// How pictures are drawn: as the user wishes, else the best that the terminal said it can.
    pub(super) fn protocol(&self) -> Protocol {
        match self.fixed {
            Some(fixed) => fixed,
            None if self.kitty => Protocol::Kitty,
            None if self.hints.iterm2 => Protocol::Iterm2,
            // Sixels are made of pixels: without the size of a cell they would cover the text.
            None if self.sixel && self.cell.is_some() => Protocol::Sixel,
            None => Protocol::Blocks,
        }
    }

    fn cell(&self) -> (u16, u16) {
        let told = self.cell.or_else(|| {
            let size = crossterm::terminal::window_size().ok()?;
            let cell = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
            (cell.0 > 0 && cell.1 > 0).then_some(cell)
        });
        told.unwrap_or(USUAL_CELL)
    }

    /// The work of making a picture; gives why it cannot be had, and nothing when it is wanted otherwise by then.
    pub(super) fn picture(
        &self,
        request: PictureRequest,
        fetcher: Fetcher,
        shelf: Option<PictureShelf>,
    ) -> impl Future<Output = Option<Result<Picture, Unshown>>> + Send + 'static {
        let (shared, cell, drawing) = (Arc::clone(&self.shared), self.cell(), (self.protocol(), self.hints));
        shared.want(&request);
        async move {
            let bytes = match shared.bytes(&request.address, fetcher, shelf).await {
                Ok(bytes) => bytes,
                Err(why) => return Some(Err(why)),
            };
            let _hand = shared.hand.acquire().await.ok()?;
            if !shared.still_wanted(&request) {
                return None;
            }
            // A panic in a decoder costs its picture alone.
            let made = tokio::task::spawn_blocking(move || make(&bytes, request.room, cell, drawing));
            Some(made.await.unwrap_or(Err(Unshown::Broken)))
        }
    }

    /// The work of getting the bytes of a picture, as they came; gives why it cannot be had.
    pub(super) fn bytes(
        &self,
        address: String,
        fetcher: Fetcher,
        shelf: Option<PictureShelf>,
    ) -> impl Future<Output = Result<Arc<Vec<u8>>, Unshown>> + Send + 'static {
        let shared = Arc::clone(&self.shared);
        async move { shared.bytes(&address, fetcher, shelf).await }
    }
}

impl SharedLoader {
    fn want(&self, request: &PictureRequest) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted.len() > 1_000 {
            wanted.clear();
        }
        wanted.insert(request.address.clone(), request.room);
    }

    fn still_wanted(&self, request: &PictureRequest) -> bool {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.get(&request.address).is_none_or(|room| *room == request.room)
    }

    async fn bytes(
        &self,
        address: &str,
        fetcher: Fetcher,
        shelf: Option<PictureShelf>,
    ) -> Result<Arc<Vec<u8>>, Unshown> {
        if let Some(bytes) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(address) {
            return Ok(Arc::clone(bytes));
        }
        let name = address.to_owned();
        let shelved = tokio::task::spawn_blocking(move || shelf?.get(&name).ok()?).await.ok().flatten();
        let bytes = match shelved {
            Some(bytes) => bytes,
            None => fetched(address, &fetcher).await?,
        };
        let bytes = Arc::new(bytes);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.values().map(|b| b.len()).sum::<usize>() + bytes.len() > KEPT_BYTES {
            kept.clear();
        }
        if bytes.len() <= KEPT_BYTES {
            kept.insert(address.to_owned(), Arc::clone(&bytes));
        }
        Ok(bytes)
    }
}

async fn fetched(address: &str, fetcher: &Fetcher) -> Result<Vec<u8>, Unshown> {
    let url = CanonicalUrl::parse(address).ok_or(Unshown::BadAddress)?;
    match fetcher.get(&url, &Validators::default()).await {
        Ok(Page::Fetched(page)) => Ok(page.bytes.clone()),
        Ok(_) => Err(Unshown::NotFetched(TroubleKind::Other)),
        Err(error) => Err(Unshown::NotFetched(error.kind())),
    }
}

/// Columns and rows of a picture of `size` pixels in a room of cells: as large as it is, at most, and whole.
#[cfg(feature = "images")]
fn fit(size: (u32, u32), room: (u16, u16), cell: (u16, u16)) -> Option<((u32, u32), (u16, u16))> {
    let (width, height) = (u64::from(size.0), u64::from(size.1));
    let (most_width, most_height) = (u64::from(room.0) * u64::from(cell.0), u64::from(room.1) * u64::from(cell.1));
    if width == 0 || height == 0 || most_width == 0 || most_height == 0 {
        return None;
    }
    let (mut w, mut h) = (width.min(most_width), 0);
    for _ in 0..2 {
        h = (w * height / width).max(1);
        if h > most_height {
            w = (most_height * width / height).max(1);
        }
    }
    let cells = (w.div_ceil(u64::from(cell.0)), h.div_ceil(u64::from(cell.1)));
    let small = |n: u64| u16::try_from(n).ok();
    Some(((u32::try_from(w).ok()?, u32::try_from(h).ok()?), (small(cells.0)?.min(room.0), small(cells.1)?.min(room.1))))
}

#[cfg(feature = "images")]
fn make(bytes: &[u8], room: (u16, u16), cell: (u16, u16), with: (Protocol, Hints)) -> Result<Picture, Unshown> {
    use image::imageops::FilterType;
    use ratatui::layout::Size;
    use ratatui_image::protocol::{Protocol as Drawn, iterm2::Iterm2, kitty::Kitty, sixel::Sixel};
    use ratatui_image::sliced::SlicedProtocol;

    let (whole, (protocol, hints)) = (open(bytes)?, with);
    if protocol == Protocol::Blocks {
        let (_, (columns, rows)) = fit((whole.width(), whole.height()), room, USUAL_CELL).ok_or(Unshown::Broken)?;
        let small = whole.resize_exact(u32::from(columns), u32::from(rows) * 2, FilterType::Triangle).to_rgb8();
        let pixels = small.pixels().map(|p| p.0).collect();
        return Ok(Picture::blocks(columns, rows * 2, pixels));
    }
    let ((width, height), cells) = fit((whole.width(), whole.height()), room, cell).ok_or(Unshown::Broken)?;
    let small = whole.resize_exact(width, height, FilterType::Triangle);
    drop(whole);
    let size = Size::new(cells.0, cells.1);
    if protocol == Protocol::Kitty {
        let drawn = Kitty::new(small, size, kitty_id(bytes, room), hints.tmux, false).map_err(|_| Unshown::Broken)?;
        return Ok(Picture::whole(SlicedProtocol::Kitty(drawn), cells));
    }
    let strip = Size::new(cells.0, 1);
    let rows = strips(&small, cell.1).into_iter().map(|row| {
        Some(match protocol {
            Protocol::Sixel => Drawn::Sixel(Sixel::new(row, strip, hints.tmux).ok()?),
            _ => Drawn::ITerm2(Iterm2::new(row, strip, hints.tmux).ok()?),
        })
    });
    Ok(Picture::rows(rows.collect::<Option<_>>().ok_or(Unshown::Broken)?, cells))
}

/// Kitty knows pictures by numbers: the same picture in the same size gets the same, so that it is not kept there twice.
#[cfg(feature = "images")]
fn kitty_id(bytes: &[u8], room: (u16, u16)) -> u32 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (bytes, room).hash(&mut hasher);
    // The number is told in a colour: its upper byte stays free, its others must not be nothing.
    (u32::try_from(hasher.finish() >> 40).unwrap_or(0)) | 1
}

/// Strips of one row of cells each, so that a picture can be scrolled line by line.
#[cfg(feature = "images")]
fn strips(whole: &image::DynamicImage, height: u16) -> Vec<image::DynamicImage> {
    let step = u32::from(height.max(1));
    (0..whole.height())
        .step_by(step as usize)
        .map(|y| whole.crop_imm(0, y, whole.width(), step.min(whole.height() - y)))
        .collect()
}

#[cfg(feature = "images")]
fn open(bytes: &[u8]) -> Result<image::DynamicImage, Unshown> {
    /// Widest and highest picture that is decoded, pixels.
    const MAX_SIDE: u32 = 12_000;
    /// Most memory that decoding may take, bytes.
    const MAX_ALLOCATION: u64 = 80 << 20;
    /// Most pixels of a JPEG that comes in several scans: each pixel takes nine bytes until the last of them is read.
    const MAX_SCANNED: u64 = 12_600_000;

    let mut reader =
        image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(|_| Unshown::Broken)?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    if reader.format() == Some(image::ImageFormat::Jpeg) && has_several_scans(bytes) {
        let (width, height) = image::ImageReader::with_format(std::io::Cursor::new(bytes), image::ImageFormat::Jpeg)
            .into_dimensions()
            .map_err(|error| unshown(&error))?;
        if u64::from(width) * u64::from(height) > MAX_SCANNED {
            return Err(Unshown::TooLarge);
        }
    }
    reader.decode().map_err(|error| unshown(&error))
}

#[cfg(feature = "images")]
fn unshown(error: &image::ImageError) -> Unshown {
    match error {
        image::ImageError::Limits(_) => Unshown::TooLarge,
        image::ImageError::Unsupported(_) => Unshown::UnknownForm,
        _ => Unshown::Broken,
    }
}

/// Whether a JPEG comes in several scans, as progressive ones do.
#[cfg(feature = "images")]
fn has_several_scans(jpeg: &[u8]) -> bool {
    const SCAN: [u8; 2] = [0xff, 0xda];
    let mut rest = jpeg.get(2..).unwrap_or_default();
    // Segments say their length, a scan does not; in its data no marker stands.
    while let [0xff, marker, high, low, ..] = *rest {
        match marker {
            0xda => return rest[2..].windows(2).any(|two| two == SCAN),
            0xff => rest = &rest[1..],
            _ => rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..).unwrap_or_default(),
        }
    }
    false
}

#[cfg(not(feature = "images"))]
fn make(_: &[u8], _: (u16, u16), _: (u16, u16), _: (Protocol, Hints)) -> Result<Picture, Unshown> {
    Err(Unshown::NotBuilt)
}

#[cfg(feature = "images")]
#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let large = image::RgbImage::from_pixel(width, height, image::Rgb([10, 20, 30]));
        let mut png = std::io::Cursor::new(Vec::new());
        large.write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    }

    fn drawn(bytes: &[u8], room: (u16, u16), protocol: Protocol) -> Result<Picture, Unshown> {
        make(bytes, room, (10, 20), (protocol, Hints::default()))
    }

    #[test]
    fn a_picture_is_made_to_measure_in_every_protocol_and_keeps_its_shape() {
        let bytes = png(400, 200);
        for protocol in [Protocol::Blocks, Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2] {
            let picture = drawn(&bytes, (30, 40), protocol).unwrap();
            assert_eq!(picture.cells(30, 40), (30, 8), "{protocol:?}");
        }
        // Never larger than it is, never higher than its room.
        assert_eq!(drawn(&bytes, (200, 40), Protocol::Kitty).unwrap().cells(200, 40), (40, 10));
        assert_eq!(drawn(&bytes, (200, 5), Protocol::Iterm2).unwrap().cells(200, 5), (20, 5));
    }

    /// A JPEG's head of so many pixels, with as many scans.
    fn jpeg(width: u16, height: u16, scans: usize) -> Vec<u8> {
        let (w, h) = (width.to_be_bytes(), height.to_be_bytes());
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0];
        (0..scans).for_each(|_| bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 7]));
        bytes
    }

    #[test]
    fn a_large_jpeg_that_comes_in_several_scans_is_not_decoded() {
        assert!(!has_several_scans(&jpeg(9, 9, 1)) && has_several_scans(&jpeg(9, 9, 2)));
        assert!(!has_several_scans(b"\xff\xd8\xff\xda") && !has_several_scans(b""));
        assert_eq!(open(&jpeg(5_100, 5_100, 2)).err(), Some(Unshown::TooLarge));
    }

    #[test]
    fn why_a_picture_is_none_is_told_apart() {
        assert_eq!(open(&png(12_001, 1)).err(), Some(Unshown::TooLarge));
        assert_eq!(open(&png(40, 20)[..60]).err(), Some(Unshown::Broken));
        assert_eq!(open(b"<svg xmlns='http://www.w3.org/2000/svg'/>").err(), Some(Unshown::UnknownForm));
    }

    #[test]
    fn rubbish_is_no_picture() {
        for protocol in [Protocol::Blocks, Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2] {
            assert!(drawn(b"no picture", (30, 40), protocol).is_err());
            assert!(drawn(&png(400, 200)[..60], (30, 40), protocol).is_err());
            assert!(drawn(&png(4, 2), (0, 40), protocol).is_err());
        }
    }

    #[test]
    fn the_best_that_the_terminal_said_it_can_is_taken() {
        let mut loader = PictureLoader::new(Hints { ask: true, ..Hints::default() }, "auto");
        assert_eq!(loader.protocol(), Protocol::Blocks);
        loader.take_answer(Answer::Attributes(true));
        assert_eq!(loader.protocol(), Protocol::Blocks, "no sixels without the size of a cell");
        assert!(loader.take_answer(Answer::Cell(10, 20)));
        assert_eq!(loader.protocol(), Protocol::Sixel);
        assert!(loader.take_answer(Answer::Kitty));
        assert_eq!(loader.protocol(), Protocol::Kitty);
        assert_eq!(PictureLoader::new(Hints { iterm2: true, ..Hints::default() }, "auto").protocol(), Protocol::Iterm2);
        assert_eq!(
            PictureLoader::new(Hints { iterm2: true, ..Hints::default() }, "blocks").protocol(),
            Protocol::Blocks
        );
    }
}
