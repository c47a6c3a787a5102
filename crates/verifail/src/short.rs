//! Lists that are short nearly always: up to `N` elements have their place in the list itself, more are on the heap. An
//! ordinary chain is accepted without an allocation, which is what these are for.
//!
//! Covariant in what they hold, as a `Vec` is: certificates and verdicts, which borrow, go on being so.

use std::ops::{Deref, DerefMut};

use arrayvec::ArrayVec;

/// A list.
#[derive(Clone, Debug)]
pub(crate) enum Short<T, const N: usize> {
    /// Up to `N`.
    Few(ArrayVec<T, N>),
    /// More, once there were.
    Many(Vec<T>),
}

impl<T, const N: usize> Short<T, N> {
    pub(crate) const fn new() -> Self {
        Self::Few(ArrayVec::new_const())
    }

    #[inline]
    pub(crate) fn push(&mut self, element: T) {
        match self {
            Self::Few(few) if !few.is_full() => few.push(element),
            _ => self.push_beyond(element),
        }
    }

    #[cold]
    #[inline(never)]
    fn push_beyond(&mut self, element: T) {
        if let Self::Few(few) = self {
            let mut many = Vec::with_capacity(4 * N);
            many.extend(few.drain(..));
            *self = Self::Many(many);
        }
        if let Self::Many(many) = self {
            many.push(element);
        }
    }

    pub(crate) fn pop(&mut self) -> Option<T> {
        match self {
            Self::Few(few) => few.pop(),
            Self::Many(many) => many.pop(),
        }
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        match self {
            Self::Few(few) => few.truncate(length),
            Self::Many(many) => many.truncate(length),
        }
    }
}

impl<T, const N: usize> Default for Short<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const N: usize> Deref for Short<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Few(few) => few,
            Self::Many(many) => many,
        }
    }
}

impl<T, const N: usize> DerefMut for Short<T, N> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::Few(few) => few,
            Self::Many(many) => many,
        }
    }
}

impl<T, const N: usize> FromIterator<T> for Short<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut list = Self::new();
        elements.into_iter().for_each(|element| list.push(element));
        list
    }
}

impl<T, const N: usize> From<Vec<T>> for Short<T, N> {
    fn from(many: Vec<T>) -> Self {
        Self::Many(many)
    }
}

impl<T: PartialEq, const N: usize> PartialEq for Short<T, N> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_whichever_way_it_is_kept() {
        for length in 0..9_usize {
            let mut short: Short<String, 4> = (0..length).map(|n| n.to_string()).collect();
            let mut long: Vec<String> = (0..length).map(|n| n.to_string()).collect();
            assert_eq!(*short, long[..]);
            assert_eq!(matches!(short, Short::Many(_)), length > 4);
            assert_eq!(short, Short::from(long.clone()));
            assert_eq!(short.pop(), long.pop());
            short.truncate(2);
            long.truncate(2);
            short.iter_mut().for_each(|text| text.push('x'));
            long.iter_mut().for_each(|text| text.push('x'));
            assert_eq!(*short, long[..]);
        }
    }

    #[test]
    fn what_is_held_may_live_longer_than_is_asked_for() {
        fn shorter<'a>(list: Short<&'static str, 2>, _: &'a str) -> Short<&'a str, 2> {
            list
        }
        assert_eq!(shorter([""].into_iter().collect(), "b").len(), 1);
    }
}
