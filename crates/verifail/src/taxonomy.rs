//! The closed vocabulary: what is wrong, where, who says so, whose fault it is, and whether to try again.
//!
//! One file a word. Every word has a stable kebab-case code that is never renamed.

/// An enum whose variants have codes and meanings: the shape of every word but [`Reason`].
macro_rules! word {
    ($(#[$doc:meta])+ $name:ident { $($(#[$item:meta])+ $variant:ident $code:literal $meaning:literal;)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$item])+ $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The meaning in a few words.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        $crate::taxonomy::by_code!($name);
    };
}

/// With feature `serde`: a word is its code.
macro_rules! by_code {
    ($name:ident) => {
        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                let found = Self::ALL.iter().find(|word| word.code() == code).copied();
                found.ok_or_else(|| {
                    serde::de::Error::custom(format_args!("no {} is called `{code}`", stringify!($name)))
                })
            }
        }
    };
}

pub(crate) use {by_code, word};

mod confidence;
mod fault;
mod guidance;
mod hop;
mod knobs;
mod layer;
mod reason;
mod rejection;
mod retry;
mod stack;

pub use confidence::Confidence;
pub use fault::Fault;
pub use guidance::{Guidance, Party, Remedy};
pub use hop::Hop;
pub use knobs::{Effect, Knob};
pub use layer::Layer;
pub use reason::Reason;
pub use rejection::Rejection;
pub use retry::RetryAdvice;
pub use stack::{Family, Stack, Tier};
