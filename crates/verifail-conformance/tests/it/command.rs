//! Exit codes and usage of the command.
