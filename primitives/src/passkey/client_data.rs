// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Client data of WebAuthn: what the browser says that it asked the authenticator for.
//!
//! One JSON object. It is read in one pass without recursion; what does not decide is skipped, numbers
//! are not evaluated, and no text is unescaped but `\/`.

use super::{Origin, Refusal};
use alloc::vec::Vec;
use core::{iter::once, str};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text of 32 bytes in base64url without padding, as client data have a challenge.
pub fn base64url(bytes: &[u8; 32]) -> Vec<u8> {
	bytes.chunks(3).flat_map(digits).collect()
}

/// The digits of up to three bytes, one more than bytes.
fn digits(bytes: &[u8]) -> impl Iterator<Item = u8> {
	let mut padded = [0; 3];
	padded.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
	let [high, middle, low] = padded;
	let number = u32::from_be_bytes([0, high, middle, low]);
	let digit = move |shift: u32| {
		let index = usize::try_from((number >> shift) & 63).unwrap_or_default();
		ALPHABET.get(index).copied().unwrap_or_default()
	};
	[18, 12, 6, 0].into_iter().map(digit).take(bytes.len().saturating_add(1))
}

/// The most objects and arrays that are inside of each other, in a member that is ignored.
const MAX_DEPTH: usize = 8;

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value<'a> {
	/// A text as it is written, between the quotes.
	Text(&'a [u8]),
	Flag(bool),
	/// A number, `null`, an object or an array.
	Other,
}

/// The members of client data that decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientData<'a> {
	kind: Option<Value<'a>>,
	challenge: Option<Value<'a>>,
	origin: Option<Value<'a>>,
	cross_origin: Option<Value<'a>>,
	top_origin: Option<Value<'a>>,
}

impl<'a> ClientData<'a> {
	/// Reads client data. `None` unless they are one JSON object and nothing after it, without escapes
	/// in the names of its members, and with none of those that decide twice. Other members are ignored,
	/// and may come anywhere.
	pub fn parse(bytes: &'a [u8]) -> Option<Self> {
		let mut rest = Scanner(str::from_utf8(bytes).ok()?.as_bytes());
		let mut data = Self::default();
		rest.token(b'{')?;
		loop {
			let name = rest.name()?;
			let value = rest.value()?;
			let member = match name {
				b"type" => Some(&mut data.kind),
				b"challenge" => Some(&mut data.challenge),
				b"origin" => Some(&mut data.origin),
				b"crossOrigin" => Some(&mut data.cross_origin),
				b"topOrigin" => Some(&mut data.top_origin),
				_ if name.contains(&b'\\') => return None,
				_ => None,
			};
			if member.is_some_and(|member| member.replace(value).is_some()) {
				return None;
			}
			rest.space();
			match rest.next()? {
				b',' => {},
				b'}' => break,
				_ => return None,
			}
		}
		rest.0.is_empty().then_some(data)
	}

	/// Checks that it was an assertion over `challenge` at one of the `origins`, by no page that is
	/// inside of one of another origin.
	pub(super) fn check(&self, challenge: &[u8; 32], origins: &[Origin]) -> Result<(), Refusal> {
		let text = |value| match value {
			Some(Value::Text(text)) => Ok(text),
			_ => Err(Refusal::InvalidClientData),
		};
		let (kind, signed, origin) = (text(self.kind)?, text(self.challenge)?, text(self.origin)?);
		if kind != b"webauthn.get" {
			return Err(Refusal::WrongType);
		}
		match (self.cross_origin, self.top_origin) {
			// WebKit leaves the member out at the same origin.
			(None | Some(Value::Flag(false)), None) => {},
			(Some(Value::Text(_) | Value::Other), _) => return Err(Refusal::InvalidClientData),
			_ => return Err(Refusal::CrossOrigin),
		}
		if signed != base64url(challenge) {
			return Err(Refusal::WrongChallenge);
		}
		if !origins.iter().any(|allowed| is_text(origin, allowed)) {
			return Err(Refusal::OriginNotAllowed);
		}
		Ok(())
	}
}

/// Whether a text, as it is written, is `expected`, which has no backslash. Some clients escape slashes.
fn is_text(written: &[u8], expected: &[u8]) -> bool {
	let after = written.iter().skip(1).chain(once(&0));
	let is_kept = |(byte, next): &(&u8, &u8)| (**byte, **next) != (b'\\', b'/');
	written.iter().zip(after).filter(is_kept).map(|(byte, _)| byte).eq(expected)
}

/// What is left of a JSON text.
struct Scanner<'a>(&'a [u8]);

impl<'a> Scanner<'a> {
	fn next(&mut self) -> Option<u8> {
		let (first, rest) = self.0.split_first()?;
		self.0 = rest;
		Some(*first)
	}

	fn skip_while(&mut self, is_skipped: impl Fn(&u8) -> bool) -> Option<()> {
		let mut skipped = None;
		while let Some((_, rest)) = self.0.split_first().filter(|(first, _)| is_skipped(first)) {
			self.0 = rest;
			skipped = Some(());
		}
		skipped
	}

	fn skip(&mut self, word: &[u8]) -> Option<()> {
		self.0 = self.0.strip_prefix(word)?;
		Some(())
	}

	fn space(&mut self) {
		self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
	}

	fn token(&mut self, token: u8) -> Option<()> {
		self.space();
		self.skip(&[token])
	}

	/// A text as it is written, between the quotes.
	fn text(&mut self) -> Option<&'a [u8]> {
		self.token(b'"')?;
		let start = self.0;
		loop {
			let before = self.0;
			match self.next()? {
				b'"' => return start.get(..start.len().checked_sub(before.len())?),
				b'\\' => self.escape()?,
				0..=0x1f => return None,
				_ => {},
			}
		}
	}

	fn escape(&mut self) -> Option<()> {
		match self.next()? {
			b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
			b'u' => (0..4).try_for_each(|_| self.next()?.is_ascii_hexdigit().then_some(())),
			_ => None,
		}
	}

	/// The name of a member, as it is written, and the colon behind it.
	fn name(&mut self) -> Option<&'a [u8]> {
		let name = self.text()?;
		self.token(b':')?;
		Some(name)
	}

	fn value(&mut self) -> Option<Value<'a>> {
		self.space();
		match self.0.first()? {
			b'{' | b'[' => self.container().map(|()| Value::Other),
			_ => self.scalar(),
		}
	}

	/// An object or array, with all that is inside.
	fn container(&mut self) -> Option<()> {
		// How each of those that are open ends.
		let mut ends = Vec::new();
		loop {
			// A value begins.
			self.space();
			let end = match self.0.first()? {
				b'{' => Some(b'}'),
				b'[' => Some(b']'),
				_ => None,
			};
			match end {
				None => {
					self.scalar()?;
				},
				Some(end) => {
					self.next()?;
					if self.token(end).is_none() {
						ends.push(end);
						if ends.len() > MAX_DEPTH {
							return None;
						}
						self.member(end)?;
						continue;
					}
				},
			}
			// It ended, and with it perhaps what it is in.
			loop {
				let Some(end) = ends.last().copied() else { return Some(()) };
				if self.token(b',').is_some() {
					self.member(end)?;
					break;
				}
				self.token(end)?;
				ends.pop();
			}
		}
	}

	/// What is before a value inside of the container with this end: in an object, a name.
	fn member(&mut self, end: u8) -> Option<()> {
		if end == b'}' {
			self.name()?;
		}
		Some(())
	}

	fn scalar(&mut self) -> Option<Value<'a>> {
		match self.0.first()? {
			b'"' => self.text().map(Value::Text),
			b't' => self.skip(b"true").map(|()| Value::Flag(true)),
			b'f' => self.skip(b"false").map(|()| Value::Flag(false)),
			b'n' => self.skip(b"null").map(|()| Value::Other),
			_ => self.number().map(|()| Value::Other),
		}
	}

	fn number(&mut self) -> Option<()> {
		let digits = |scanner: &mut Self| scanner.skip_while(u8::is_ascii_digit);
		let _ = self.skip(b"-");
		if self.skip(b"0").is_none() {
			digits(self)?;
		}
		if self.skip(b".").is_some() {
			digits(self)?;
		}
		if self.skip(b"e").or_else(|| self.skip(b"E")).is_some() {
			let _ = self.skip(b"+").or_else(|| self.skip(b"-"));
			digits(self)?;
		}
		Some(())
	}
}

#[cfg(test)]
mod tests;
