//! Defects of the version and the serial number. <https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.1>

use verifail::Requirement;

use super::effect::{When, breach};
use super::{Aspect, EVERYWHERE, Record};
use crate::world::Serial;

pub(super) const DEFECTS: &[Record] = &[
    Record::of_certificate(
        "version-1",
        "the version is 1, with extensions",
        EVERYWHERE,
        &[Aspect::Version],
        |spec, _| spec.version = 1,
        &[breach(Requirement::Version3), breach(Requirement::ExtensionsNeedVersion3)],
    ),
    Record::of_certificate(
        "version-2",
        "the version is 2, with extensions",
        EVERYWHERE,
        &[Aspect::Version],
        |spec, _| spec.version = 2,
        &[breach(Requirement::Version3), breach(Requirement::ExtensionsNeedVersion3)],
    ),
    Record::of_certificate(
        "version-4",
        "the version is 4, which there is not",
        EVERYWHERE,
        &[Aspect::Version],
        |spec, _| spec.version = 4,
        &[breach(Requirement::Version3), breach(Requirement::WellFormed).when(&[When::ReadsLikeGo])],
    ),
    Record::of_certificate(
        "serial-number-zero",
        "the serial number is zero",
        EVERYWHERE,
        &[Aspect::Serial],
        |spec, _| spec.serial = Serial::Zero,
        &[breach(Requirement::SerialNumberPositive)],
    ),
    Record::of_certificate(
        "serial-number-negative",
        "the serial number is negative",
        EVERYWHERE,
        &[Aspect::Serial],
        |spec, _| spec.serial = Serial::Negative,
        &[breach(Requirement::SerialNumberPositive), breach(Requirement::SerialNumberNotNegative)],
    ),
    Record::of_certificate(
        "serial-number-too-long",
        "the serial number has 21 octets",
        EVERYWHERE,
        &[Aspect::Serial],
        |spec, _| spec.serial = Serial::TooLong,
        &[breach(Requirement::SerialNumberLength)],
    ),
];
