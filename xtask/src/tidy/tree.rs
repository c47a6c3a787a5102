//! The files the rules look at: their paths, texts and tokens, each read once. Knows nothing of any rule.

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::TokenStream;

/// The text files of a workspace.
pub(super) struct Tree {
    root: PathBuf,
    files: Vec<SourceFile>,
}

/// One text file.
pub(super) struct SourceFile {
    /// Relative to the workspace root, with `/` between the parts.
    pub(super) path: String,
    pub(super) text: String,
    tokens: OnceCell<TokenStream>,
}

impl Tree {
    /// Reads what git tracks or would track below `root`, or, outside of a git work tree, what the directories hold
    /// save `target` and names that start with a dot. A file that is not UTF-8 is no text and is left out.
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let mut paths = match git_files(root) {
            Some(paths) if !paths.is_empty() => paths,
            _ => walked_files(root)?,
        };
        paths.sort();
        paths.dedup();
        let mut files = Vec::new();
        for path in paths {
            let text = match std::fs::read(root.join(&path)) {
                Ok(bytes) => String::from_utf8(bytes),
                // Git lists what has been deleted and not yet committed.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            if let Ok(text) = text {
                files.push(SourceFile { path, text, tokens: OnceCell::new() });
            }
        }
        Ok(Self { root: root.to_path_buf(), files })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The files whose name ends with `.rs`.
    pub(super) fn rust_files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// The files called `Cargo.toml`.
    pub(super) fn manifests(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.file_name() == "Cargo.toml")
    }

    pub(super) fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl SourceFile {
    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name)
    }

    /// The directory the file is in, without a `/` at the end; empty at the root.
    pub(super) fn directory(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(directory, _)| directory)
    }

    /// The lines with their numbers, counted from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// The Rust tokens: no comments, doc comments as attributes. Empty for a text that is not Rust, which the
    /// compiler reports better than a rule could.
    pub(super) fn tokens(&self) -> &TokenStream {
        self.tokens.get_or_init(|| self.text.parse().unwrap_or_default())
    }
}

/// Tracked files and those that would be tracked after `git add`. `None` where git or its work tree is absent.
fn git_files(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    let listing = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| listing.split_terminator('\0').map(str::to_owned).collect())
}

fn walked_files(root: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(root.join(&directory))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let is_settings = matches!(name.as_str(), ".cargo" | ".ci" | ".config" | ".github");
            if (name.starts_with('.') && !is_settings) || name == "target" {
                continue;
            }
            let path = if directory.is_empty() { name } else { format!("{directory}/{name}") };
            if entry.file_type()?.is_dir() {
                directories.push(path);
            } else {
                files.push(path);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_of_git_the_directories_are_walked_without_build_output() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        for (path, bytes) in [
            ("a/b.rs", &b"//! b"[..]),
            (".ci/run", b"cargo"),
            (".cache/x.rs", b""),
            ("target/c.rs", b""),
            ("seed", b"\xff\xfe"),
        ] {
            let path = directory.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            std::fs::write(path, bytes).expect("a file");
        }
        let tree = Tree::read(directory.path()).expect("a readable tree");
        let paths: Vec<&str> = tree.files().iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, [".ci/run", "a/b.rs"]);
    }

    #[test]
    fn a_file_knows_its_name_and_directory() {
        let file = |path: &str| SourceFile { path: path.to_owned(), text: String::new(), tokens: OnceCell::new() };
        assert_eq!((file("a/b/c.rs").directory(), file("a/b/c.rs").file_name()), ("a/b", "c.rs"));
        assert_eq!((file("c.rs").directory(), file("c.rs").file_name()), ("", "c.rs"));
    }
}
