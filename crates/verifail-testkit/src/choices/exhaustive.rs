//! Every choice there is: an odometer over whatever a function asks for.
//!
//! A run of the function is a path from the root of a tree to a leaf: each choice is a node, its bound the number of
//! branches. The odometer remembers the path that was taken. To move on, the last node that has a branch left takes it,
//! and what was below is forgotten; the next run finds out what is there now. So the function may ask for anything,
//! depending on what it was answered before, and each path is taken once.

use super::Choices;

/// The odometer. Between runs [`advance`](Self::advance) moves it on.
///
/// # Examples
/// ```
/// use verifail_testkit::Choices;
/// use verifail_testkit::choices::Exhaustive;
///
/// let mut pairs = Vec::new();
/// let count = Exhaustive::unbounded().for_each(|choices| {
///     let first = choices.below(3);
///     pairs.push((first, choices.below(first + 1)));
/// });
/// assert_eq!(count, 6);
/// assert_eq!(pairs, [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]);
/// ```
#[derive(Clone, Debug)]
pub struct Exhaustive {
    /// Number and bound of each choice that has more than one answer.
    path: Vec<(u32, u32)>,
    next: usize,
    /// Choices beyond are the plain ones.
    depth: usize,
    /// A choice beyond the depth had more than one answer.
    truncated: bool,
}

impl Exhaustive {
    /// Every sequence of choices. The function must come to an end for each of them.
    pub const fn unbounded() -> Self {
        Self::bounded(usize::MAX)
    }

    /// Every beginning of that many choices with more than one answer; all further choices are the plain ones.
    pub const fn bounded(depth: usize) -> Self {
        Self { path: Vec::new(), next: 0, depth, truncated: false }
    }

    /// Runs a function once for each sequence of choices, and says how many there were.
    pub fn for_each(mut self, mut run: impl FnMut(&mut dyn Choices)) -> u64 {
        let mut count = 0;
        loop {
            run(&mut self);
            count += 1;
            if !self.advance() {
                return count;
            }
        }
    }

    /// What a function makes of each sequence of choices, one at a time.
    pub fn values<T>(mut self, mut make: impl FnMut(&mut dyn Choices) -> T) -> impl Iterator<Item = T> {
        let mut more = true;
        std::iter::from_fn(move || {
            more.then(|| {
                let value = make(&mut self);
                more = self.advance();
                value
            })
        })
    }

    /// Moves on to the next sequence and to its beginning; `false` when every one was there.
    pub fn advance(&mut self) -> bool {
        // What the last run did not ask for is not part of its path.
        self.path.truncate(self.next);
        self.next = 0;
        while let Some((number, bound)) = self.path.pop() {
            if number + 1 < bound {
                self.path.push((number + 1, bound));
                return true;
            }
        }
        false
    }

    /// Whether the depth cut some choice short: what was run then is not everything.
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }
}

impl Choices for Exhaustive {
    fn below(&mut self, bound: u32) -> u32 {
        if bound < 2 {
            return 0;
        }
        if self.next == self.path.len() {
            if self.next == self.depth {
                self.truncated = true;
                return 0;
            }
            self.path.push((0, bound));
        }
        let number = self.path.get(self.next).map_or(0, |(number, _)| *number);
        self.next += 1;
        number
    }
}
