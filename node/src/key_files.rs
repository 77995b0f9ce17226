// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Files that are named on the command line: that of the node key, and others.

use sc_cli::{Error, NodeKeyParams, Result};
use sc_network::config::{ed25519, NodeKeyConfig, Secret};
use std::{fs, io, path::Path};

/// The length of a key in bytes.
const LEN: usize = 32;

/// Reads the file of a key as people write it: with an end of line, with or without `0x`. The SDK takes
/// neither, and does not say which file it means. A file that is not there is left to the SDK, which
/// makes it.
pub fn read(key: &mut NodeKeyConfig) -> Result<()> {
	let NodeKeyConfig::Ed25519(Secret::File(path)) = key else { return Ok(()) };
	let Some(mut bytes) = read_file(path)? else { return Ok(()) };
	let secret = ed25519::SecretKey::try_from_bytes(&mut bytes)
		.map_err(|error| refuse(path, &format!("holds no key: {error}")))?;
	*key = NodeKeyConfig::Ed25519(Secret::Input(secret));
	Ok(())
}

/// Reads the file that an option names, before the SDK does while it makes a configuration: as it does
/// where the node listens for WebRTC, with the identity of the node in the address.
pub fn read_option(params: &mut NodeKeyParams) -> Result<()> {
	let Some(path) = params.node_key_file.as_deref() else { return Ok(()) };
	if let Some(bytes) = read_file(path)? {
		params.node_key = Some(hex::encode(bytes));
		params.node_key_file = None;
	}
	Ok(())
}

/// The key in a file; `None` if there is no such file.
fn read_file(path: &Path) -> Result<Option<[u8; LEN]>> {
	let content = match fs::read(path) {
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
		content => content.map_err(|error| refuse(path, &format!("cannot be read: {error}")))?,
	};
	parse(&content).map(Some).ok_or_else(|| refuse(path, "holds no key"))
}

/// The key in a file: its digits as text, or its bytes.
fn parse(content: &[u8]) -> Option<[u8; LEN]> {
	if let Some(text) = std::str::from_utf8(content).ok().filter(|text| is_written(text)) {
		let text = text.trim_start_matches('\u{feff}').trim();
		let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
		let mut bytes = [0; LEN];
		return hex::decode_to_slice(digits, &mut bytes).ok().map(|()| bytes);
	}
	content.try_into().ok()
}

/// Whether a text is of hexadecimal digits, be it too short, rather than of the bytes of a key.
fn is_written(text: &str) -> bool {
	let is_of_digits = |letter: char| {
		letter.is_ascii_hexdigit() || letter.is_whitespace() || "xX\u{feff}".contains(letter)
	};
	text.chars().all(is_of_digits)
}

fn refuse(path: &Path, what: &str) -> Error {
	format!(
		"the node key file {} {what}. It is to hold 64 hexadecimal digits, as `medibloc-node key \
		 generate-node-key --file` writes them, or 32 bytes; --node-key-file names another",
		path.display()
	)
	.into()
}

/// Fails with its name if a file cannot be read that an option names.
pub fn ensure_readable(path: Option<&Path>, option: &str) -> Result<()> {
	let Some(path) = path else { return Ok(()) };
	// What is no file, such as a pipe, can be read only once.
	let opened = fs::metadata(path).and_then(|metadata| match metadata.is_file() {
		true => fs::File::open(path).map(|_| metadata),
		false => Ok(metadata),
	});
	let why = match opened {
		Ok(metadata) if metadata.is_dir() => "it is a folder".to_owned(),
		Ok(_) => return Ok(()),
		Err(error) => error.to_string(),
	};
	let path = path.display();
	Err(format!("cannot read {path}: {why}. Name a file that is there by {option}").into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::path::PathBuf;

	const DIGITS: &str = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";

	fn folder() -> tempfile::TempDir {
		tempfile::tempdir().expect("a folder")
	}

	/// The key that is read from a file with this content.
	fn read_from(content: &[u8]) -> std::result::Result<Vec<u8>, String> {
		let folder = folder();
		let path = folder.path().join("key");
		fs::write(&path, content).expect("a file");
		let mut key = NodeKeyConfig::Ed25519(Secret::File(path.clone()));
		read(&mut key).map_err(|error| {
			let text = error.to_string();
			assert!(text.contains(&path.display().to_string()), "{text}");
			text
		})?;
		let pair = key.into_keypair().map_err(|error| error.to_string())?;
		Ok(pair.secret().as_ref().to_vec())
	}

	#[test]
	fn a_key_is_read_however_it_is_written() {
		let key = hex::decode(DIGITS).expect("digits");
		for text in [
			DIGITS.to_owned(),
			format!("{DIGITS}\n"),
			format!("{DIGITS}\r\n"),
			format!("0x{DIGITS}"),
			format!(" 0X{DIGITS}\n\n"),
			format!("\u{feff}{DIGITS}\r\n"),
			DIGITS.to_uppercase(),
		] {
			assert_eq!(read_from(text.as_bytes()), Ok(key.clone()), "{text:?}");
		}
		assert_eq!(read_from(&key), Ok(key));
	}

	#[test]
	fn what_is_no_key_is_refused_with_the_file_and_what_it_is_to_hold() {
		let short = &DIGITS[..32];
		let long = format!("{DIGITS}00");
		let bytes = [7; 33];
		for content in [b"".as_slice(), b"\n", b"a key", short.as_bytes(), long.as_bytes(), &bytes]
		{
			let error = read_from(content).expect_err("no key");
			assert!(error.contains("64 hexadecimal digits"), "{error}");
			assert!(!error.contains(short), "the key is told: {error}");
		}
		let folder = folder();
		let mut key = NodeKeyConfig::Ed25519(Secret::File(folder.path().to_owned()));
		assert!(read(&mut key).is_err());
	}

	#[test]
	fn a_file_that_is_not_there_is_left_to_the_sdk() {
		let path = PathBuf::from("/nowhere/key");
		let mut key = NodeKeyConfig::Ed25519(Secret::File(path.clone()));
		read(&mut key).expect("nothing to read");
		assert!(matches!(key, NodeKeyConfig::Ed25519(Secret::File(left)) if left == path));
	}

	#[test]
	fn a_file_that_cannot_be_read_is_named_with_its_option() {
		let folder = folder();
		for path in [folder.path(), Path::new("/nowhere/password")] {
			let error = ensure_readable(Some(path), "--password-filename").expect_err("no file");
			let text = error.to_string();
			assert!(text.contains(&path.display().to_string()), "{text}");
			assert!(text.contains("--password-filename"), "{text}");
		}
		assert!(ensure_readable(None, "--password-filename").is_ok());
	}
}
