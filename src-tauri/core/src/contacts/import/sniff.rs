//! What kind of text a file is, before a row of it is believed.
//!
//! Owns bounds, encoding and dialect. Knows no field and no contact. Reads the
//! file once in small pieces: an encoding is only UTF-8 if every byte says so,
//! of the head for a first look, of the whole file for all that counts.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::fault::ImportError;
use super::plan::Depth;

/// The largest file that is read, in bytes.
pub(super) const LARGEST_FILE: u64 = 1 << 30;
/// The longest cell, in bytes.
pub(super) const LONGEST_CELL: usize = 64 * 1024;
/// The most columns.
pub(super) const MOST_COLUMNS: usize = 1024;

const PIECE: usize = 256 * 1024;
/// What a first look reads after the first piece, in bytes.
const HEAD: u64 = 1 << 20;
/// What the detector of legacy encodings is shown at most, in bytes.
const SHOWN_TO_DETECTOR: usize = 1 << 20;

/// A file's size and encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub(super) bytes: u64,
    pub(super) encoding: &'static Encoding,
}

/// Finds out the encoding, or why this is not text.
pub(super) fn text(path: &Path, depth: Depth) -> Result<Text, ImportError> {
    let bytes = size(path)?;
    let mut file = open(path)?;
    let mut piece = vec![0; PIECE];
    let first = fill(&mut file, &mut piece)?;
    let head = piece.get(..first).unwrap_or_default();
    // ZIP (xlsx, ods, numbers) and OLE (xls)
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(ImportError::Spreadsheet);
    }
    if let Some(encoding) = wide(head) {
        return Ok(Text { bytes, encoding });
    }
    refuse_binary(head)?;
    let most = if depth == Depth::Head { HEAD } else { u64::MAX };
    let is_whole = bytes <= most.saturating_add(first as u64);
    let is_utf8 = is_utf8(&mut file.take(most), piece, first, is_whole)?;
    let encoding = if is_utf8 { UTF_8 } else { guessed(&mut open(path)?)? };
    Ok(Text { bytes, encoding })
}

pub(super) fn open(path: &Path) -> Result<File, ImportError> {
    File::open(path).map_err(ImportError::Unreadable)
}

fn size(path: &Path) -> Result<u64, ImportError> {
    let facts = std::fs::metadata(path).map_err(|fault| match fault.kind() {
        std::io::ErrorKind::NotFound => ImportError::Missing,
        _ => ImportError::Unreadable(fault),
    })?;
    match facts.len() {
        _ if facts.is_dir() => Err(ImportError::Folder),
        _ if !facts.is_file() => Err(ImportError::NotText),
        0 => Err(ImportError::Empty),
        bytes if bytes > LARGEST_FILE => Err(ImportError::TooLarge),
        bytes => Ok(bytes),
    }
}

fn fill(file: &mut impl Read, piece: &mut [u8]) -> Result<usize, ImportError> {
    let mut filled = 0;
    while let Some(rest) = piece.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(ImportError::Unreadable(fault)),
        }
    }
    Ok(filled)
}

/// A stray zero byte spoils its row, not the file.
fn refuse_binary(head: &[u8]) -> Result<(), ImportError> {
    let odd = head
        .iter()
        .take(8192)
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b));
    if odd.count() * 50 > head.len().min(8192) { Err(ImportError::NotText) } else { Ok(()) }
}

/// UTF-16 by its mark, or by every other byte of ASCII text being zero.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head).filter(|(encoding, _)| *encoding != UTF_8) {
        return Some(encoding);
    }
    let sample = head.get(..head.len().min(2048)).unwrap_or_default();
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 10;
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if pairs < 4 => None,
        (even, odd) if odd > pairs * 4 && even < pairs => Some(UTF_16LE),
        (even, odd) if even > pairs * 4 && odd < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether every byte that is read says so. A file that is cut off in the middle of a character was not UTF-8 after all.
fn is_utf8(
    file: &mut impl Read,
    mut piece: Vec<u8>,
    first: usize,
    is_whole: bool,
) -> Result<bool, ImportError> {
    let (mut kept, mut read) = (0, first);
    while read > 0 {
        let bytes = piece.get(..kept + read).unwrap_or_default();
        let end = bytes.len();
        kept = match std::str::from_utf8(bytes) {
            Ok(_) => 0,
            Err(fault) if fault.error_len().is_none() => end - fault.valid_up_to(),
            Err(_) => return Ok(false),
        };
        piece.copy_within(end - kept..end, 0);
        read = fill(file, piece.get_mut(kept..).unwrap_or_default())?;
    }
    Ok(kept == 0 || !is_whole)
}

/// The likeliest legacy encoding by the first pieces that are not plain ASCII. Guessing is slow, so it is only done
/// for what is not UTF-8.
fn guessed(file: &mut impl Read) -> Result<&'static Encoding, ImportError> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut piece, mut shown) = (vec![0; PIECE], 0);
    while shown < SHOWN_TO_DETECTOR {
        let read = fill(file, &mut piece)?;
        let bytes = piece.get(..read).unwrap_or_default();
        if read == 0 {
            break;
        }
        if !bytes.is_ascii() {
            detector.feed(bytes, false);
            shown += read;
        }
    }
    detector.feed(&[], true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}
