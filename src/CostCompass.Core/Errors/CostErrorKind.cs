namespace CostCompass.Errors;

/// <summary>What went wrong in the terms of a person, independent of any shell. The module maps each to a PowerShell error category.</summary>
public enum CostErrorKind
{
    /// <summary>Nothing more is known than that it failed.</summary>
    Unspecified,

    /// <summary>An argument or a file holds something that cannot be meant.</summary>
    InvalidInput,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists,

    /// <summary>A key or a password was refused, is missing, or cannot be opened.</summary>
    Authentication,

    /// <summary>The caller is known but not allowed.</summary>
    PermissionDenied,

    /// <summary>The provider asks for fewer requests, or the account has nothing left.</summary>
    LimitReached,

    /// <summary>The other side could not be reached or is not working.</summary>
    Connection,

    /// <summary>It took longer than the caller allowed.</summary>
    Timeout,

    /// <summary>The other side answered, but not with what its documentation says.</summary>
    InvalidResponse,

    /// <summary>A request would have left the bounds in which a key may be sent.</summary>
    Security,

    /// <summary>A file or a folder cannot be read.</summary>
    Reading,

    /// <summary>A file or a folder cannot be written.</summary>
    Writing,
}
