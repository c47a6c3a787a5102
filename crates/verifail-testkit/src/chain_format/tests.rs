//! What is printed reads back as the same world, whatever the world; what cannot be read says where; nothing panics.

mod anything;

use proptest::prelude::*;

use super::words::{KeyUsageBit, Word};
use super::*;
use crate::adapter::Core;
use crate::signing::Scheme;
use crate::verifier::Verifier as _;
use crate::world::{EncodingFault, GeneralName, KeyForm, Name, Purpose, SignatureForm, Spelling};
use anything::{Anything, anything};
use verifail::Policy;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn every_world_reads_back_as_it_was(mut anything in anything()) {
        let file = ChainFile {
            about: "What is wrong:\n\"x\" \\0".to_owned(),
            expectations: anything.list(Anything::expectation),
            world: anything.world(),
        };
        let text = file.to_string();
        let read = text.parse::<ChainFile>();
        prop_assert!(read.is_ok(), "{}\n{}", read.unwrap_err(), text);
        prop_assert_eq!(read.unwrap(), file.clone());
        prop_assert_eq!(World::from_chain(&file.world.to_chain()).unwrap(), file.world);
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = World::from_chain(&text);
        let _ = World::from_chain(&format!("verifail chain 1\nend-entity = bare key 1 issued by 1\n{text}"));
    }

    #[test]
    fn a_text_with_something_else_in_one_place_is_read_or_refused_there(
        mut anything in anything(),
        place in any::<prop::sample::Index>(),
        other in prop::sample::select(vec!["", "\"", "\\", ",", "#", " ", "\n", "no ", "=", "\u{0}", "é", "9", "\\u{110000}"]),
    ) {
        let text = anything.world().to_chain();
        let mut at = place.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let next = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let edited = format!("{}{other}{}", &text[..at], &text[next..]);
        if let Err(error) = World::from_chain(&edited) {
            prop_assert!(error.line() >= 1 && error.column() >= 1);
            prop_assert!(error.line() <= edited.lines().count() + 1, "{}", error);
            prop_assert!(!error.to_string().chars().any(char::is_control), "{}", error);
        }
    }
}

#[test]
fn a_file_says_only_what_differs_from_the_usual() {
    let world = World::with(|world| {
        world.end_entity.validity.not_after = crate::world::NOW - crate::world::DAY;
        world.intermediates[0].extended_key_usage = None;
        world.anchors[0].subject = Name::common("An \"old\" root").spelled(Spelling::Printable);
    });
    let outcome = Core.verify(&world.materialise(), Policy::named("rfc5280").unwrap());
    let file = ChainFile {
        expectations: vec![Expectation::of("rfc5280", &outcome).unwrap()],
        ..ChainFile::from(world).about("An expired server.")
    };
    insta::assert_snapshot!(file, @r##"
    verifail chain 1
    # An expired server.
    expect rfc5280 reject expired, issuer-mismatch

    scheme toy
    time 2026-06-15T00:00:00Z
    name www.example.com
    purpose server-auth

    end-entity = server key 2 issued by 1  # "www.example.com"
      not-after 2026-06-14T00:00:00Z

    intermediate = ca key 1 issued by 0  # "CA 1"
      no extended-key-usage

    anchor = root key 0
      subject "An \"old\" root" spelled printable
    "##);
}

#[test]
fn every_word_of_an_enumeration_is_one_word_and_its_own() {
    fn check<W: Word>() {
        let words: Vec<_> = W::ALL.iter().map(|one| one.word()).collect();
        for (at, word) in words.iter().enumerate() {
            assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{word}");
            assert!(!words[at + 1..].contains(word), "{word} twice: {}", W::expected());
            assert_ne!(*word, line::NOTHING);
        }
    }
    check::<Scheme>();
    check::<Spelling>();
    check::<KeyForm>();
    check::<SignatureForm>();
    check::<Purpose>();
    check::<EncodingFault>();
    check::<KeyUsageBit>();
    check::<words::Property>();
    check::<words::GeneralNameKind>();
}

#[track_caller]
fn check_refused(lines: &str, message: &str) {
    let error = format!("verifail chain 1\n{lines}").parse::<ChainFile>().unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_what_is_expected_there() {
    check_refused("", "line 2, column 1: expected end-entity = …, found the end of the file");
    check_refused(
        "time yesterday",
        "line 2, column 6: expected a time, as 2026-06-15T00:00:00Z, 2026-06-15 or @1781481600, found yesterday",
    );
    check_refused(
        "time 2026-06-15\n\n  time 2026-06-15",
        "line 4, column 3: expected each statement once only, found time",
    );
    check_refused("purpose server-auth, any", "line 2, column 20: expected the end of the line, found a comma");
    check_refused(
        "end-entity = server key 300 issued by 1",
        "line 2, column 25: expected a number from 0 to 255, found 300",
    );
    check_refused("end-entity = server key 3", "line 2, column 26: expected \"issued\", found the end of the line");
    let block = "end-entity = server key 3 issued by 1\n";
    check_refused(
        &format!("{block}  subject \"a\\q\""),
        "line 3, column 13: expected an escape: \\\" \\\\ \\0 \\n \\r \\t or \\u{…}, found \\\\",
    );
    check_refused(
        &format!("{block}  subject \"a"),
        "line 3, column 13: expected the closing quote; control characters are escaped, found the end of the line",
    );
    check_refused(
        &format!("{block}  signature forged"),
        "line 3, column 13: expected a form of signature (sound, tampered, sha1, unknown-algorithm, \
         inner-algorithm-differs, empty), found forged",
    );
    check_refused(
        &format!("{block}  no subject"),
        "line 3, column 6: expected something that a certificate can be without, found subject",
    );
    check_refused(&format!("{block}{block}"), "line 3, column 1: expected one end-entity only, found end-entity");
    check_refused(
        "expect netscape accept",
        &format!(
            "line 2, column 8: expected the name of a policy ({}), found netscape",
            Policy::all().iter().map(Policy::name).collect::<Vec<_>>().join(", ")
        ),
    );
    check_refused("expect rustls reject expried", "line 2, column 22: expected the code of a reason, found expried");
}

#[test]
fn another_version_another_format_and_too_much_are_refused_at_once() {
    let refused = |text: &str| text.parse::<ChainFile>().unwrap_err().to_string();
    assert_eq!(refused("verifail chain 2\nwhatever"), "line 1, column 16: expected version 1, found 2");
    assert_eq!(refused("-----BEGIN"), "line 1, column 1: expected \"verifail chain 1\", found -----BEGIN");
    assert_eq!(refused(""), "line 1, column 1: expected \"verifail chain 1\", found nothing");
    let long = format!("verifail chain 1\n#{}", " ".repeat(MAX_LENGTH));
    assert_eq!(refused(&long), format!("line 1, column 1: expected at most {MAX_LENGTH} octets, found {}", long.len()));
    let many = format!("verifail chain 1\n{}", "anchor = root key 0\n".repeat(MAX_CERTIFICATES + 1));
    assert!(refused(&many).contains("expected at most 4096 certificates and CRLs"));
    assert!(is_chain(b"verifail chain 2\n") && !is_chain(b"verifail"));
}

#[test]
fn short_forms_by_hand_mean_the_same() {
    let by_hand = "verifail chain 1\r\nno name\r\n end-entity=server\r\n";
    assert!(World::from_chain(by_hand).is_err(), "the equals sign stands alone");
    let text = "verifail chain 1\n\ttime @0 # the epoch\nname \"www.example.com\"\nend-entity = server key 2 issued by 1\n\
                not-after 2026-06-14\nsubject-alt-name dns \"www.example.com\", ip 0x7f000001, ip 10.0.0.0/255.0.0.0\n";
    let world = World::from_chain(text).unwrap();
    assert_eq!(world.question.time, 0);
    assert_eq!(world.end_entity.validity.not_after, crate::world::NOW - crate::world::DAY);
    let names = world.end_entity.subject_alt_name.unwrap().names;
    let expected = [
        GeneralName::dns("www.example.com"),
        GeneralName::Ip(vec![127, 0, 0, 1]),
        GeneralName::Ip(vec![10, 0, 0, 0, 255, 0, 0, 0]),
    ];
    assert_eq!(names, expected);
}
