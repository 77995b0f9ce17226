// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Assignment of tokens to jurors: each token has one owner, and each juror has one token or was absent.
//!
//! Rows and columns are scaled in turn until both sums hold (Sinkhorn and Knopp, "Concerning nonnegative
//! matrices and doubly stochastic matrices", 1967), which approximates the marginals of all assignments.

/// How often rows and columns are scaled.
const ROUNDS: usize = 25;

/// What is known of a ballot: how likely each juror owns each token.
pub struct Assignment {
	/// The number of tokens.
	columns: usize,
	/// Row by row: the weights of the tokens.
	weights: Vec<f64>,
	/// The weight of owning none, by row.
	none: Vec<f64>,
	/// How many rows own none.
	free: f64,
}

impl Assignment {
	/// An assignment of `columns` tokens, with the weights of owning none and each of them in each row.
	pub fn new(columns: usize, rows: impl Iterator<Item = (f64, Vec<f64>)>) -> Self {
		let (mut weights, mut none) = (Vec::new(), Vec::new());
		for (absent, row) in rows {
			none.push(absent);
			weights.extend(row);
		}
		let free = none.len().saturating_sub(columns) as f64;
		Self { columns, weights, none, free }
	}

	/// Notes that the token was seen to belong to the row.
	pub fn pin(&mut self, row: usize, column: usize) {
		for other in 0..self.none.len() {
			self.weights[other * self.columns + column] = 0.0;
		}
		self.weights[row * self.columns..(row + 1) * self.columns].fill(0.0);
		self.weights[row * self.columns + column] = 1.0;
		self.none[row] = 0.0;
	}

	/// The probabilities of owning none, and each token, row by row.
	pub fn solve(mut self) -> Solved {
		let rows = self.none.len();
		if self.free == 0.0 {
			self.none.fill(0.0);
		}
		for _ in 0..ROUNDS {
			let mut sums = vec![0.0; self.columns];
			for row in self.weights.chunks(self.columns.max(1)) {
				sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
			}
			let none: f64 = self.none.iter().sum();
			for row in 0..rows {
				let weights = &mut self.weights[row * self.columns..(row + 1) * self.columns];
				for (weight, sum) in weights.iter_mut().zip(&sums) {
					*weight = if *sum > 0.0 { *weight / sum } else { 0.0 };
				}
				let absent = &mut self.none[row];
				*absent = if none > 0.0 { *absent * self.free / none } else { 0.0 };
				let all = *absent + weights.iter().sum::<f64>();
				if all > 0.0 {
					*absent /= all;
					weights.iter_mut().for_each(|weight| *weight /= all);
				}
			}
		}
		Solved { columns: self.columns, weights: self.weights }
	}
}

/// Probabilities of who owns what.
pub struct Solved {
	columns: usize,
	weights: Vec<f64>,
}

impl Solved {
	/// How likely the row owns each token.
	pub fn row(&self, row: usize) -> &[f64] {
		&self.weights[row * self.columns..(row + 1) * self.columns]
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn equal_rows_own_equally_and_columns_sum_to_one() {
		let solved = Assignment::new(2, (0..4).map(|_| (1.0, vec![3.0, 0.5]))).solve();
		for row in 0..4 {
			assert!((solved.row(row)[0] - 0.25).abs() < 1e-9);
			assert!((solved.row(row)[1] - 0.25).abs() < 1e-9);
		}
	}

	#[test]
	fn what_only_one_row_can_own_it_owns() {
		let rows = [(1.0, vec![1.0, 0.0]), (1.0, vec![1.0, 1.0])];
		let solved = Assignment::new(2, rows.into_iter()).solve();
		assert!(solved.row(1)[1] > 0.95 && solved.row(0)[0] > 0.99, "{:?}", solved.weights);
	}

	#[test]
	fn a_pinned_token_is_nobody_elses() {
		let mut assignment = Assignment::new(2, (0..3).map(|_| (1.0, vec![1.0, 1.0])));
		assignment.pin(1, 0);
		let solved = assignment.solve();
		assert_eq!(solved.row(1), [1.0, 0.0]);
		assert!((solved.row(0)[1] - 0.5).abs() < 1e-9 && solved.row(0)[0] == 0.0);
	}
}
