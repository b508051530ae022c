"""The errors that a user can mend. Each message says what is wrong and what to do."""


class TqcheckError(Exception):
    """Base of all our errors; the command line prints the message and exits with status 2."""


class UnreadableFile(TqcheckError):
    """A file that can't be read as what it claims to be."""


class ConfigError(TqcheckError):
    """A bad option or configuration value."""


class UnknownLanguage(ConfigError):
    """Not a BCP 47 tag of a language that CLDR knows."""


class MissingModel(TqcheckError):
    """A model or table file that is not there, or is damaged."""
