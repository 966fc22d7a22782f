from .moderating import flag_comment, hide_comment, settle_flags, show_comment
from .posting import edit_comment, post_comment

__all__ = ["edit_comment", "flag_comment", "hide_comment", "post_comment", "settle_flags", "show_comment"]
